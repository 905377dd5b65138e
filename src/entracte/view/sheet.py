"""The sheet: everything that stands on a film's page, in the order and the words of print."""

from dataclasses import dataclass

from entracte.model import Claim, Digest, Fact, Page
from entracte.view import cast, parts, sides, talk, texts, words
from entracte.view.places import Chip, Places, Statement
from entracte.view.strip import Strip, length, strip
from entracte.view.tongue import _, mark

_BLURB = 520  # characters of a synopsis that fits beside the title

# What browsers decode by themselves; the rest plays silently or not at all.
_PICTURE = {"", "h264", "av1", "vp8", "vp9"}
_SOUND = {"aac", "mp3", "opus", "vorbis", "flac", "pcm_s16le", "mp2"}


@dataclass(frozen=True)
class Poster:
    still: Digest
    time: Chip
    scene: str


@dataclass(frozen=True)
class FactRow:
    what: str
    said: tuple[Statement, ...]


@dataclass(frozen=True)
class Sheet:
    """One film's page, ready to be set. Templates only place what they find here."""

    film: str
    title: str
    titles: tuple[Statement, ...]
    year: str
    years: tuple[Statement, ...]
    makers: str
    brief: tuple[str, ...]
    lede: Statement | None  # none where the synopsis stands in its place
    poster: Poster | None
    size: tuple[int, int]
    playable: bool
    placing: bool  # scenes were looked for in the film, and some found
    long: int
    trouble: str
    strip: Strip | None
    facts: tuple[FactRow, ...]
    screened: tuple[tuple[Chip, str], ...]  # the film's own titles
    synopsis: tuple[Statement, ...]
    plot: tuple[Statement, ...]
    billing: cast.Billing
    credits: tuple[cast.Block, ...]  # of the film and its parts; those of a work stand with it
    works: tuple[parts.WorkCard, ...]
    scenes: tuple[parts.SceneCard, ...]
    quotes: tuple[talk.QuoteCard, ...]
    exchanges: tuple[talk.ExchangeCard, ...]
    cues: tuple[parts.CueRow, ...]
    albums: tuple[parts.Album, ...]
    debates: tuple[talk.Debate, ...]
    dialogue: tuple[talk.Group, ...]
    set_aside: tuple[tuple[Statement, str], ...]
    sides: tuple[sides.Sides, ...]
    sources: tuple[texts.SourceCard, ...]
    notes: tuple[str, ...]
    missing: str
    nav: tuple[tuple[str, str], ...]


def sheet(page: Page, *, whole: int = texts.WHOLE_UP_TO, quoting: bool = True) -> Sheet:
    """The sheet of a page; texts up to ``whole`` characters are printed in full.

    ``quoting``: marks of texts carry the words that they cite.
    """
    places = Places(page, quoting=quoting)
    billing = cast.billing(page, places)
    media = page.film.media
    titles = places.statements(page.film.title)
    years = tuple(places.statement(claim) for claim in page.film.year)
    synopsis = places.statements(page.synopsis)
    plot = places.statements(page.plot)
    first = () if _brief_enough(page) else (synopsis or plot)[:1]
    works = parts.works(page, places, billing.blocks)
    with_part = {f"credits-{places.parts[part.id]}" for part in (*page.works, *page.cues)}
    return Sheet(
        film=page.film.id,
        title=titles[0].words if titles else _("A film without a title"),
        titles=titles,
        year=years[0].words if years else "",
        years=years,
        makers=cast.makers(page),
        brief=_brief(page),
        lede=_again(first[0]) if first else None,
        poster=_poster(page, places),
        size=media.size if media is not None and all(media.size) else (16, 9),
        playable=media is not None,
        placing=any(scene.spans for scene in page.scenes),
        long=length(page),
        trouble=_trouble(page),
        strip=strip(page, places),
        facts=_facts(page, places),
        screened=tuple(
            (places.time(title.span.start), title.text) for title in page.titles.items if title.text
        ),
        synopsis=synopsis,
        plot=plot,
        billing=billing,
        credits=tuple(block for block in billing.blocks if block.id not in with_part),
        works=works,
        scenes=parts.scenes(page, places),
        quotes=talk.quotes(page, places),
        exchanges=talk.exchanges(page, places),
        cues=parts.cues(page, places, billing.blocks),
        albums=parts.albums(page, places),
        debates=talk.debates(page, places),
        dialogue=talk.dialogue(page, places),
        set_aside=tuple((places.statement(claim), _why(claim)) for claim in page.set_aside),
        sides=sides.both_sides(page, places),
        sources=texts.sources(page, places, whole=whole),
        notes=page.notes,
        missing=_missing(page),
        nav=_nav(page),
    )


def _brief_enough(page: Page) -> bool:
    """Whether the synopsis stands whole beside the title, so that nothing is said twice."""
    return 0 < sum(len(claim.says) for claim in page.synopsis) <= _BLURB


def _again(said: Statement) -> Statement:
    """The same statement where it stands a second time: an anchor belongs to one place."""
    return Statement(said.words, "", said.mark, said.note, said.chips, said.more, said.against)


def _why(claim: Claim[str]) -> str:
    found = (*claim.against, *claim.said_by)
    return next((each.why for each in found if each.why), "")


def _brief(page: Page) -> tuple[str, ...]:
    """The line of facts under the title: how long, what shape, where from, which language."""
    media = page.film.media
    out = []
    if media is not None:
        out.append(words.length(media.duration))
        out.append(words.ratio(*media.size))
    told = {"country": 0, "language": 0, "genre": 0} | (
        {"running time": 0} if media is None else {}
    )
    for claim in page.facts:
        if claim.says.what in told and told[claim.says.what] < 2:
            told[claim.says.what] += 1
            out.append(claim.says.value)
    return tuple(words.short(value, 40) for value in dict.fromkeys(out) if value)


def _poster(page: Page, places: Places) -> Poster | None:
    found = parts.poster(page)
    if found is None:
        return None
    still, at = found
    scene = next((scene for scene in page.scenes for span in scene.spans if at in span), None)
    return Poster(still, places.time(at), cast.title(page, scene.id) if scene else "")


def _facts(page: Page, places: Places) -> tuple[FactRow, ...]:
    by_what: dict[str, list[Claim[Fact]]] = {}
    for claim in page.facts:
        by_what.setdefault(claim.says.what, []).append(claim)
    return tuple(
        FactRow(
            words.fact(what), tuple(places.statement(claim, claim.says.value) for claim in claims)
        )
        for what, claims in by_what.items()
    )


def _trouble(page: Page) -> str:
    """What most browsers cannot play of this file, decided before anyone hears silence."""
    media = page.film.media
    if media is None:
        return ""
    if media.video not in _PICTURE:
        said = _("Most browsers cannot show this file’s picture ({codec}); open it in a player.")
        return said.format(codec=media.video)
    mute = [codec for codec in media.sound if codec not in _SOUND]
    if mute and len(mute) == len(media.sound):
        said = _("Most browsers play this file without its sound ({codec}); open it in a player.")
        return said.format(codec=mute[0])
    return ""


_SECTIONS = (
    (mark("synopsis"), "synopsis"),
    (mark("memorable scenes"), "scenes"),
    (mark("quotes"), "quotes"),
    (mark("exchanges"), "dialogues"),
    (mark("credits"), "credits"),
    (mark("music"), "cues"),
    (mark("opinions"), "opinions"),
)


def _missing(page: Page) -> str:
    """One honest line for what no text gives."""
    empty = [_(name) for name, where in _SECTIONS if not getattr(page, where)]
    if not empty:
        return ""
    return _("No text beside this film gives {what}.").format(what=words.either(empty))


def _nav(page: Page) -> tuple[tuple[str, str], ...]:
    """The sections that a reader jumps to."""
    there = (
        ("scenes", _("Scenes"), bool(page.scenes)),
        ("dialogue", _("Dialogue"), bool(page.lines.items)),
        ("music", _("Music"), bool(page.cues or page.recordings)),
        ("sources", _("Sources"), bool(page.sources)),
    )
    return tuple((anchor, name) for anchor, name, there_is in there if there_is)


@dataclass(frozen=True)
class Glance:
    """A film as it stands on the shelf."""

    title: str
    year: str
    makers: str
    brief: tuple[str, ...]
    still: Digest | None
    size: tuple[int, int]


def glance(page: Page) -> Glance:
    """The little that the shelf shows of a film."""
    found = parts.poster(page)
    media = page.film.media
    return Glance(
        title=str(page.film.title[0].says) if page.film.title else _("A film without a title"),
        year=str(page.film.year[0].says) if page.film.year else "",
        makers=cast.makers(page),
        brief=_brief(page),
        still=found[0] if found else None,
        size=media.size if media is not None and all(media.size) else (16, 9),
    )
