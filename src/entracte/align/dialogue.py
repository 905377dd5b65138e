"""The dialogue of the film: which subtitles give its words, which translate them, who speaks."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec

from entracte.align import aloud, clock
from entracte.align.present import Staged, staged
from entracte.align.script import aligned, words
from entracte.align.who import could_mean, may_be_one, pieces
from entracte.model import Account, Evidence, Id, Line, Media, Person, Read, Sound, Track, Value

_THREE = {
    "alb": "sq", "ara": "ar", "bul": "bg", "ces": "cs", "chi": "zh", "cze": "cs", "dan": "da",
    "deu": "de", "dut": "nl", "ell": "el", "eng": "en", "est": "et", "fin": "fi", "fra": "fr",
    "fre": "fr", "ger": "de", "gre": "el", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu",
    "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "lav": "lv", "lit": "lt", "nld": "nl",
    "nor": "no", "per": "fa", "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru",
    "slk": "sk", "slo": "sk", "slv": "sl", "spa": "es", "srp": "sr", "swe": "sv", "tha": "th",
    "tur": "tr", "ukr": "uk", "vie": "vi", "zho": "zh",
}  # fmt: skip


_MOSTLY = 0.6  # of a translation's lines that must have a place before it is moved

_WHY = {
    "words": "The screenplay gives these words to this character.",
    "turn": "The screenplay has this character speak here, in other words.",
    "sentence": "The screenplay gives the line beside it, of the same sentence, to this character.",
}


class Dialogue(Value):
    lines: Track[Line] = Track()
    translations: tuple[Track[Line], ...] = ()
    notes: tuple[str, ...] = ()  # what was moved onto the film's clock, in plain sentences


def language(tag: str) -> str:
    """``eng``, ``en-GB``, ``EN`` -> ``en``."""
    short = tag.casefold().replace("_", "-").split("-")[0]
    return _THREE.get(short, short) or "und"


def dialogue(
    accounts: Sequence[Account],
    people: Sequence[Person],
    media: Media | None,
    sounds: Sequence[Sound] = (),
) -> Dialogue:
    """The subtitles in the film's own language, and the others as translations.

    The film's own language is that of its first sound. Where the file does not tell, it is the
    language in which the texts quote the film and the screenplay is written; and where nothing is
    quoted, that of the fullest subtitles. Of two subtitles in one language the fuller is taken.
    Where the film was listened to (``sounds``), subtitles that come when nobody speaks are moved
    to where somebody does, and the others onto their clock.
    """
    given = [account for account in accounts if account.lines]
    if not given:
        return Dialogue()
    own = language(media.audio[0]) if media and media.audio else "und"
    best: dict[str, Account] = {}
    for account in given:
        tongue = language(account.lines[0].language)
        if tongue not in best or len(account.lines) > len(best[tongue].lines):
            best[tongue] = account
    quoted = _quoted(accounts)
    order = sorted(
        best,
        key=lambda tongue: (
            tongue != own,
            -_shared(quoted, best[tongue].lines),
            -len(best[tongue].lines),
            tongue,
        ),
    )
    speakers = _Speakers(people)
    tracks = [
        Track(
            by=best[tongue].source.id,
            items=tuple(
                msgspec.structs.replace(
                    line,
                    id=line.id if i == 0 else f"{tongue}-{line.id}",
                    speaker=line.speaker or (speakers(line.label) if line.label else None),
                )
                for line in best[tongue].lines
            ),
        )
        for i, tongue in enumerate(order)
    ]
    named = {account.source.id: account.source.file for account in given}
    first, heard = _aloud(tracks[0], sounds)
    put = [(first, heard), *(_on_clock(track, first) for track in tracks[1:])]
    return Dialogue(
        lines=first,
        translations=tuple(track for track, _ in put[1:]),
        notes=tuple(f"{named[track.by]}: {said}" for track, said in put if said),
    )


def _aloud(track: Track[Line], sounds: Sequence[Sound]) -> tuple[Track[Line], str]:
    """The film's own subtitles on the clock of its sound, and a note."""
    told = aloud.held(track.items, sounds)
    if not told.clock.pieces:
        return track, told.note
    return Track(by=track.by, items=clock.moved(track.items, told.clock)), told.note


def _on_clock(track: Track[Line], known: Track[Line]) -> tuple[Track[Line], str]:
    """A translation of another cut moved onto the clock of the film's own subtitles, and a note.

    It is moved where most of it has a place there; else it stays as it came.
    """
    told = clock.clocked(track.items, known.items)
    if told.straight or told.placed < _MOSTLY:
        return track, ""
    return Track(by=track.by, items=clock.moved(track.items, told)), clock.note(told, track.items)


def _quoted(accounts: Sequence[Account]) -> set[str]:
    """The words that texts and screenplays put into somebody's mouth."""
    found: set[str] = set()
    for account in accounts:
        for quote in account.quotes:
            found.update(words(quote.says.words))
        for exchange in account.dialogues:
            found.update(word for turn in exchange.says.turns for word in words(turn.words))
        for speech in account.script.speeches if account.script else ():
            found.update(words(speech.words))
    return found


def _shared(quoted: set[str], lines: Sequence[Line]) -> float:
    """The share of quoted words that these lines have, in tenths: a clear lead counts."""
    if not quoted:
        return 0.0
    said = {word for line in lines for word in words(line.text)}
    return round(len(quoted & said) / len(quoted), 1)


class _Speakers:
    """The one character that a label can mean, or none."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = [
            (person.id, [pieces(form) for form in (person.name, *person.aliases)])
            for person in people
            if person.character
        ]
        self.known: dict[str, Id | None] = {}

    def __call__(self, label: str) -> Id | None:
        if label not in self.known:
            name = pieces(label)
            meant = [
                id
                for id, forms in self.people
                if any(may_be_one(name, form) or could_mean(name, form) for form in forms)
            ]
            self.known[label] = meant[0] if len(meant) == 1 else None
        return self.known[label]


def named(
    track: Track[Line],
    speakers: Mapping[Id, Id],
    told: Mapping[Id, Evidence] = MappingProxyType({}),
) -> Track[Line]:
    """The track with these speakers, by line, where the subtitles themselves name none.

    ``told``: why it is this speaker, by line.
    """
    return Track(
        by=track.by,
        items=tuple(
            msgspec.structs.replace(
                line,
                speaker=speakers[line.id],
                told=(told[line.id],) if line.id in told else (),
            )
            if line.speaker is None and not line.label and line.id in speakers
            else line
            for line in track.items
        ),
    )


class Scripted(Value):
    """What screenplays tell of the dialogue: who speaks which line, and what they are worth."""

    speakers: dict[Id, Id] = msgspec.field(default_factory=dict)  # by line
    told: dict[Id, Read] = msgspec.field(default_factory=dict)  # why, by line
    stages: tuple[Staged, ...] = ()  # its scenes that are found in the film, and who is there
    notes: tuple[str, ...] = ()


def scripted(accounts: Sequence[Account], people: Sequence[Person], lines: Track[Line]) -> Scripted:
    """The speaker of each line that stands in a screenplay. A screenplay of another film is
    refused; of another draft, what agrees is used. Both are said."""
    who = _Speakers(people)
    speakers: dict[Id, Id] = {}
    told: dict[Id, Read] = {}
    stages: list[Staged] = []
    notes: list[str] = []
    for account in accounts:
        if account.script is None or not lines.items:
            continue
        speeches = account.script.speeches
        found = aligned(speeches, lines.items)
        if found.verdict == "another film":
            notes.append(f"{account.source.file}: this seems to be the screenplay of another film.")
            continue
        if found.verdict == "another draft":
            notes.append(f"{account.source.file}: this is another draft; what agrees is used.")
        stages += staged(account.script, found.spoken, lines.items, who, people)
        for spoken in found.spoken:
            speech = speeches[spoken.speech]
            speaker = who(speech.cue)
            if speaker is not None and spoken.line not in speakers:
                speakers[spoken.line] = speaker
                told[spoken.line] = Read(
                    passage=speech.passage,
                    by=account.source.by,
                    sure=spoken.sure,
                    why=_WHY[spoken.how],
                )
    return Scripted(speakers=speakers, told=told, stages=tuple(stages), notes=tuple(notes))
