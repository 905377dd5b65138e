"""The whole machine on one page: what is made of a film and its texts, and out of what.

Given are ``name`` (of the folder), ``film`` (the video), ``texts`` (whatever is written or recorded
beside it), ``album`` (what is recorded), ``readers`` (which there are), ``edits`` (a person's
corrections), ``ears`` (the voice detector there is), ``letters`` (what reads words in pictures, if
anything does), ``meaning`` (what tells meanings, if anything does). ``notes`` say what could not be
made. Everything else is a step, and the last one is the page.
"""

from msgspec.structs import replace

import entracte.align.dialogue as align_dialogue
import entracte.align.meant as align_meant
import entracte.align.prose as align_prose
import entracte.align.screen as align_screen
import entracte.align.stretches as align_stretches
import entracte.align.together as align_together
import entracte.compose.attached as compose_attached
import entracte.compose.heard as compose_heard
import entracte.compose.page as compose_page
import entracte.judge.quoted as judge_quoted
from entracte.align.attached import Attached
from entracte.align.dialogue import Dialogue, Scripted
from entracte.align.meant import Meanings
from entracte.align.prose import Placed
from entracte.align.screen import Compared
from entracte.align.stretches import Stretched
from entracte.align.together import Together
from entracte.judge.quoted import Quoted
from entracte.listen.found import Listened, Loudness, Tunes
from entracte.listen.words import Transcript
from entracte.model import (
    Account,
    AnyPart,
    Blank,
    Claim,
    Credit,
    Cue,
    Edit,
    Exchange,
    File,
    Line,
    Media,
    Page,
    Person,
    Quote,
    Scene,
    Shot,
    Sound,
    Source,
    Title,
    Track,
)
from entracte.store.taken import Taken
from entracte.work.reading import Kind, kind_of, read_as, read_each, running
from entracte.work.step import Fetch, Keep, Plan, Progress, step
from entracte.work.transcribing import Hears
from entracte.work.watched import Bar, Carried, Colours, Told, Watched

# What the texts say


@step(each="texts")
def kind(text: File, readers: tuple[Kind, ...]) -> Kind:
    """Which reader is surest of a text, and in which version."""
    return kind_of(text, readers)


@step(each="texts")
def account(text: File, kind: Kind) -> Account:
    """What each text says of the film, every statement with its place."""
    return read_as(text, kind)


# What the film shows


@step(apart=True, otherwise=None)
def media(film: Taken) -> Media | None:
    """What kind of file the film is: how long, how large, in which languages."""
    from entracte.media.probe import probe

    return replace(probe(film.path), digest=film.digest, file=film.name)


@step(apart=True, otherwise=Carried())
def carried(film: Taken, progress: Progress) -> Carried:
    """The subtitles and chapters that the film's file carries."""
    from entracte.media.inside import inside

    found = inside(film.path, lambda done, whole: progress(done / max(whole, 1)))
    return Carried(files=found.files, notes=found.notes)


@step(otherwise=Told())
def inside(carried: Carried, readers: tuple[Kind, ...]) -> Told:
    """What these say, each read like a text beside the film."""
    return read_each(carried.files, readers)


@step(version="shots/2", apart=True, otherwise=Watched(shots=Track()))
def watched(film: Taken, keep: Keep, progress: Progress) -> Watched:
    """One pass over the picture: shots, stills, colours."""
    from entracte.work.watching import watched

    return watched(film.path, keep, lambda done, whole: progress(done / max(whole, 1)))


@step()
def shots(watched: Watched) -> Track[Shot]:
    """Every picture without a cut: when, how it begins, its colour, a still."""
    return watched.shots


@step()
def colours(watched: Watched) -> Colours:
    """The film's palette, and a bar for every shot."""
    bars = (Bar(span=shot.span, colour=shot.colour) for shot in watched.shots.items)
    return Colours(palette=watched.palette, bars=tuple(bars))


@step()
def blank(watched: Watched) -> Track[Blank]:
    """Where nothing is to be seen: black, white, or one colour all over."""
    return watched.blank


@step(version="titles/1", apart=True, otherwise=Track())
def titles(watched: Watched, letters: str, fetch: Fetch, progress: Progress) -> Track[Title]:
    """What the film's own titles say: its opening and end titles, read in the picture."""
    from entracte.work.lettered import read

    return read(watched.cards, letters, fetch, progress)


@step(version="tunes/1", apart=True, otherwise=Tunes())
def tuned(film: Taken, album: tuple[Taken, ...], progress: Progress) -> Tunes:
    """Where the film has which recording, these named by their files' digests."""
    from entracte.work.listening import tuned

    return tuned(film.path, album, progress)


@step(version="sounds/1 loudness/2 placing/1", apart=True, otherwise=Listened())
def listened(film: Taken, ears: str, keep: Keep, progress: Progress) -> Listened:
    """One pass over the sound: speech, music, silence, how loud, and what it is known by."""
    from entracte.work.listening import listened

    return listened(film.path, ears, keep, progress)


@step()
def subtitled(accounts: tuple[Account, ...], inside: Told) -> bool:
    """Whether there are subtitles, beside the film or inside."""
    return any(each.lines for each in (*accounts, *inside.accounts))


@step(version="speech/1", apart=True, otherwise=Transcript())
def transcribed(film: Taken, subtitled: bool, hears: Hears, progress: Progress) -> Transcript:
    """What is said, written down by a machine; nothing where there are subtitles."""
    from entracte.work.transcribing import transcribed

    return transcribed(film, subtitled, hears, progress)


@step()
def sounds(listened: Listened) -> Track[Sound]:
    """What kind of sound is heard when: speech, music, both, neither, silence."""
    return listened.sounds


@step()
def loudness(listened: Listened) -> Loudness | None:
    """How loud the film is, as a whole and second by second (EBU R128)."""
    return listened.loudness


@step(version="attach/1", apart=True, otherwise=None)
def attached(
    film: Taken, sidecar: File, watched: Watched, fetch: Fetch, progress: Progress
) -> Attached | None:
    """The page that came without its film, its times moved onto this copy."""
    from entracte.work.attaching import attached

    return attached(film.path, sidecar, watched, fetch, progress)


# Both together


@step()
def together(accounts: tuple[Account, ...], inside: Told) -> Together:
    """The accounts of all texts, told with one set of names."""
    return align_together.together((*accounts, *inside.accounts))


@step()
def dialogue(
    together: Together, media: Media | None, sounds: Track[Sound], transcribed: Transcript
) -> Dialogue:
    """The words of the film in time, held against its sound, and in other languages."""
    given = together.accounts, together.people, media, sounds.items
    found = align_dialogue.dialogue(*given)
    heard = Dialogue(lines=transcribed.lines, notes=transcribed.notes)
    return found if found.lines.items else heard


@step()
def quoted(together: Together, dialogue: Dialogue, media: Media | None) -> Quoted:
    """The quotes that texts give, each heard in the film or set aside."""
    whole = running(media, dialogue.lines)
    return judge_quoted.quoted(together.accounts, dialogue.lines, whole)


@step()
def scripted(together: Together, dialogue: Dialogue) -> Scripted:
    """Who speaks each line, told by the screenplay."""
    return align_dialogue.scripted(together.accounts, together.people, dialogue.lines)


@step()
def screen(together: Together, dialogue: Dialogue) -> tuple[Compared, ...]:
    """From page to screen: what of each screenplay was kept, cut, moved, rewritten; what added."""
    return align_screen.compared(together.accounts, dialogue.lines.items)


@step()
def stretched(together: Together, dialogue: Dialogue) -> Stretched:
    """The stretches of the film in which what texts tell is sought."""
    return align_stretches.stretched(together.accounts, dialogue.lines.items)


@step(otherwise=Meanings())
def meant(together: Together, stretched: Stretched, meaning: str) -> Meanings:
    """What the sentences and stretches mean, in numbers, where these can be made."""
    from entracte.meaning import vectors

    asked = align_prose.asked(together.accounts, together.people, stretched)
    return align_meant.meanings(asked, vectors, by=meaning)


@step()
def placed(together: Together, stretched: Stretched, meant: Meanings) -> Placed:
    """Where in the film the scenes are that texts tell of."""
    scenes = [part for a in together.accounts for part in a.parts if isinstance(part, Scene)]
    return align_prose.placed(
        scenes,
        together.accounts,
        together.people,
        stretched,
        meant if meant.texts else None,
    )


@step()
def tunes(tuned: Tunes, together: Together) -> Tunes:
    """Where which track of the albums is heard: from when to when, and from where in the track."""
    return compose_heard.by_page(tuned, together.accounts)


@step()
def page(
    name: str,
    together: Together,
    dialogue: Dialogue,
    quoted: Quoted,
    scripted: Scripted,
    placed: Placed,
    media: Media | None,
    watched: Watched,
    titles: Track[Title],
    tunes: Tunes,
    listened: Listened,
    carried: Carried,
    inside: Told,
    accounts: tuple[Account, ...],
    attached: Attached | None,
    edits: tuple[Edit, ...],
    notes: tuple[str, ...],
) -> Page:
    """The page of the film: everything above, put together and corrected."""
    made = compose_page.page(
        name=name,
        together=together,
        dialogue=dialogue,
        quoted=quoted,
        scripted=scripted,
        placed=placed,
        media=media,
        shots=watched.shots,
        titles=titles,
        tunes=tunes,
        sounds=listened.sounds,
        loudness=listened.loudness,
        marks=listened.marks,
        edits=edits,
        notes=(
            *(*notes, *carried.notes, *inside.notes),
            *(*watched.notes, *tunes.notes, *listened.notes),
        ),
    )
    return compose_attached.laid(made, attached, accounts, edits)


# Pieces of the page, for scripts


@step()
def lines(page: Page) -> Track[Line]:
    """The dialogue, who speaks, and when."""
    return page.lines


@step()
def quotes(page: Page) -> tuple[Claim[Quote], ...]:
    """What texts quote from the film."""
    return page.quotes


@step()
def dialogues(page: Page) -> tuple[Claim[Exchange], ...]:
    """Quotes that answer each other."""
    return page.dialogues


@step()
def scenes(page: Page) -> tuple[Scene, ...]:
    """The scenes, with what texts say of them."""
    return page.scenes


@step()
def parts(page: Page) -> tuple[AnyPart, ...]:
    """Scenes, works within the film, pieces of music."""
    return page.parts


@step()
def cues(page: Page) -> tuple[Cue, ...]:
    """The music: whose it is, where it is heard, which recording it is."""
    return page.cues


@step()
def people(page: Page) -> tuple[Person, ...]:
    """Everyone who made the film or appears in it."""
    return page.people


@step()
def credits(page: Page) -> tuple[Claim[Credit], ...]:
    """Who did what, in which part of the film."""
    return page.credits


@step()
def sources(page: Page) -> tuple[Source, ...]:
    """The texts, mended, with every repair."""
    return page.sources


PLAN = Plan(
    *(
        kind,
        account,
        media,
        carried,
        inside,
        watched,
        titles,
        tuned,
        listened,
        subtitled,
        transcribed,
        attached,
        together,
        dialogue,
        quoted,
        scripted,
        screen,
        stretched,
        meant,
        placed,
        tunes,
        page,
    ),
    *(lines, quotes, dialogues, scenes, parts, cues, people, credits, sources),
    *(shots, colours, blank, sounds, loudness),
)
