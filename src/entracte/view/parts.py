"""The parts of a film on its page: memorable scenes, works within, music."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from entracte.model import Cue, Digest, Id, Ms, Page, Recording, Scene, Shot, Span, Work
from entracte.view import cast, words
from entracte.view.colour import to_oklch
from entracte.view.places import Chip, Places, Statement
from entracte.view.tongue import _


@dataclass(frozen=True)
class SceneCard:
    id: str
    titles: tuple[Statement, ...]
    times: tuple[Chip, ...]
    span: tuple[Ms, Ms] | None
    still: Digest | None
    description: tuple[Statement, ...]
    context: tuple[Statement, ...]
    people: str


@dataclass(frozen=True)
class WorkCard:
    id: str
    form: str
    titles: tuple[Statement, ...]
    times: tuple[Chip, ...]
    span: tuple[Ms, Ms] | None
    still: Digest | None
    basis: tuple[Statement, ...]
    story: tuple[Statement, ...]
    roles: tuple[cast.Character, ...]
    credits: cast.Block | None


@dataclass(frozen=True)
class CueRow:
    id: str
    times: tuple[Chip, ...]
    span: tuple[Ms, Ms] | None
    long: str
    titles: tuple[Statement, ...]
    by: tuple[Statement, ...]
    where: tuple[Statement, ...]
    use: str
    again: tuple[Statement, ...]  # credits that name the same as ``by``: only their standing
    roles: tuple[cast.Role, ...]  # who else is credited with it
    recording: tuple[Statement, ...]


@dataclass(frozen=True)
class TrackRow:
    id: str
    number: str
    title: str
    by: str
    long: str
    heard: tuple[Chip, ...]


@dataclass(frozen=True)
class Album:
    title: str
    tracks: tuple[TrackRow, ...]


def still(page: Page, spans: tuple[Span, ...]) -> Digest | None:
    """The still nearest to the middle of these stretches of film."""
    if not spans:
        return None
    middle = (spans[0].start + spans[0].end) // 2
    near = [shot for span in spans for shot in _shots(page, span) if shot.still is not None]
    best = min(
        near, key=lambda shot: abs((shot.span.start + shot.span.end) // 2 - middle), default=None
    )
    return best.still if best is not None else None


def _shots(page: Page, span: Span) -> tuple[Shot, ...]:
    """The shots of this stretch; they are sorted and do not overlap."""
    items = page.shots.items
    first = max(0, bisect_right(items, span.start, key=lambda shot: shot.span.start) - 1)
    last = bisect_left(items, span.end, key=lambda shot: shot.span.start)
    return tuple(shot for shot in items[first:last] if shot.span.overlap(span))


def poster(page: Page) -> tuple[Digest, Ms] | None:
    """The film's most telling still: rich in colour, neither dark nor pale, not a title or end.

    Shots of scenes that the texts tell of, in which somebody speaks, and above all those with
    words that the texts quote, come first.
    """
    shots = [shot for shot in page.shots.items if shot.still is not None]
    if not shots:
        return None
    end = page.shots.items[-1].span.end
    inside = [shot for shot in shots if 0.04 * end <= shot.span.start <= 0.9 * end] or shots

    spoken = {shot.id for line in page.lines.items for shot in _shots(page, line.span)}
    lines = {line for claim in page.quotes for line in claim.says.lines}
    lines |= {line for c in page.dialogues for turn in c.says.turns for line in turn.lines}
    spans = [line.span for line in page.lines.items if line.id in lines]
    quoted = {shot.id for span in spans for shot in _shots(page, span)}
    told = {shot.id for scene in page.scenes for span in scene.spans for shot in _shots(page, span)}

    def worth(shot: Shot) -> float:
        light, chroma, _ = to_oklch(shot.colour)
        middling = max(0.0, 1 - abs(light - 0.48) / 0.4)
        long = min(shot.span.end - shot.span.start, 8_000) ** 0.25
        someone = 1.5 if shot.id in spoken else 1.0  # who speaks is mostly to be seen
        known = 1.5 if shot.id in told else 1.0
        famous = 2.0 if shot.id in quoted else 1.0
        return float((0.03 + min(chroma, 0.12)) * middling * long * someone * known * famous)

    best = max(inside, key=worth)
    assert best.still is not None
    return best.still, best.span.start


def scenes(page: Page, places: Places) -> tuple[SceneCard, ...]:
    return tuple(_scene(page, places, scene) for scene in page.scenes)


def _scene(page: Page, places: Places, scene: Scene) -> SceneCard:
    names = [cast.person(page, id) for id in scene.people]
    return SceneCard(
        id=places.parts[scene.id],
        titles=places.statements(scene.title),
        times=_times(places, scene.spans),
        span=_span(scene.spans),
        still=still(page, scene.spans),
        description=places.statements(scene.description),
        context=places.statements(scene.context),
        people=words.listed(names) if names else "",
    )


def _span(spans: tuple[Span, ...]) -> tuple[Ms, Ms] | None:
    return (spans[0].start, spans[-1].end) if spans else None


def _times(places: Places, spans: tuple[Span, ...]) -> tuple[Chip, ...]:
    return tuple(places.time(span.start) for span in spans)


def works(page: Page, places: Places, blocks: tuple[cast.Block, ...]) -> tuple[WorkCard, ...]:
    """Each work with its story, what it is based on, its makers and its roles."""
    return tuple(_work(page, places, work, blocks) for work in page.works)


def _work(page: Page, places: Places, work: Work, blocks: tuple[cast.Block, ...]) -> WorkCard:
    anchor = f"credits-{places.parts[work.id]}"
    return WorkCard(
        id=places.parts[work.id],
        form=words.form(work.form),
        titles=places.statements(work.title),
        times=_times(places, work.spans),
        span=_span(work.spans),
        still=still(page, work.spans),
        basis=places.statements(work.basis),
        story=places.statements(work.story),
        roles=cast.characters(page, places, work.id),
        credits=next((block for block in blocks if block.id == anchor), None),
    )


def cues(page: Page, places: Places, blocks: tuple[cast.Block, ...]) -> tuple[CueRow, ...]:
    """The music in the order of the page, each cue with its own credits."""
    tracks = {recording.id: recording for recording in page.recordings}
    roles = {block.id: block.roles for block in blocks}
    return tuple(
        _cue(places, cue, tracks, roles.get(f"credits-{places.parts[cue.id]}", ()))
        for cue in page.cues
    )


def _cue(
    places: Places, cue: Cue, tracks: dict[Id, Recording], roles: tuple[cast.Role, ...]
) -> CueRow:
    long = sum(span.end - span.start for span in cue.spans)
    by = places.statements(cue.by)
    named = {each.words for each in by}
    return CueRow(
        id=places.parts[cue.id],
        times=_times(places, cue.spans),
        span=_span(cue.spans),
        long=words.length(long) if long else "",
        titles=places.statements(cue.title),
        by=by,
        where=places.statements(cue.where),
        use=words.use(cue.use),
        again=tuple(s for role in roles for s in role.people if s.words in named),
        roles=tuple(
            cast.Role(role.role, others)
            for role in roles
            if (others := tuple(s for s in role.people if s.words not in named))
        ),
        recording=tuple(
            places.statement(
                claim,
                tracks[claim.says].title if claim.says in tracks else claim.says,
                aside=tracks[claim.says].album if claim.says in tracks else "",
            )
            for claim in cue.recording
        ),
    )


def _by(track: Recording) -> str:
    """Composer and artist; once, where the artist's name begins with the composer's."""
    if track.artist.startswith(track.composer):
        return track.artist
    return ", ".join(name for name in (track.composer, track.artist) if name)


def albums(page: Page, places: Places) -> tuple[Album, ...]:
    """The albums beside the film, each track with where it is heard."""
    heard: dict[Id, list[Chip]] = {}
    for cue in page.cues:
        for claim in cue.recording:
            heard.setdefault(claim.says, []).extend(_times(places, cue.spans))
    names = list(dict.fromkeys(recording.album for recording in page.recordings))
    return tuple(
        Album(
            name or _("Recordings beside the film"),
            tuple(
                TrackRow(
                    id=track.id,
                    number=str(track.number or ""),
                    title=track.title,
                    by=_by(track),
                    long=words.length(track.duration) if track.duration else "",
                    heard=tuple(heard.get(track.id, ())),
                )
                for track in page.recordings
                if track.album == name
            ),
        )
        for name in names
    )
