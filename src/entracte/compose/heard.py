"""Where the music is heard: each cue gets its stretches of film, and the recording it is."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from entracte.listen.found import Tune, Tunes
from entracte.model import (
    Account,
    Claim,
    Cue,
    Evidence,
    Heard,
    Id,
    Media,
    Read,
    Recording,
    Sought,
    Span,
    clock,
    passage,
    slug,
)

_ABSENT = "This recording was looked for in the whole film and is not heard; another may be."


def heard(
    cues: Iterable[Cue], accounts: Sequence[Account], tunes: Tunes, media: Media | None
) -> tuple[Cue, ...]:
    """The cues with where they are heard, and a cue for every other recording that is heard.

    A cue whose recording was looked for in vain keeps it as a claim that the film does not show.
    """
    tracks = {track.id: (account, track) for account in accounts for track in account.recordings}
    told: dict[Id, list[Tune]] = {}
    for tune in tunes.items:
        told.setdefault(tune.recording, []).append(tune)
    out = [_placed(cue, told, tunes, media) for cue in cues]
    named = {claim.says for cue in out for claim in cue.recording}
    taken = {part.id for account in accounts for part in account.parts} | {cue.id for cue in out}
    for id in [id for id in told if id in tracks and id not in named]:
        cue = _of_album(*tracks[id], told[id], tunes.by, taken)
        taken.add(cue.id)
        out.append(cue)
    return tuple(out)


def unheard(cues: Sequence[Cue], accounts: Sequence[Account], tunes: Tunes) -> tuple[str, ...]:
    """A note for each recording of the album that is nowhere in the film and in no text's list."""
    named = {claim.says for cue in cues for claim in cue.recording}
    return tuple(
        f"“{track.title}” ({track.file}) is not heard in the film."
        for account in accounts
        for track in account.recordings
        if track.id in tunes.sought and track.id not in named
    )


def by_page(tunes: Tunes, accounts: Sequence[Account]) -> Tunes:
    """The same tunes, recordings named as on the page and not by their files' digests."""
    names: dict[str, Id] = {}
    for account in accounts:
        for track in account.recordings:
            names.setdefault(track.origin, track.id)
    return replace(
        tunes,
        items=tuple(
            replace(each, recording=names[each.recording])
            for each in tunes.items
            if each.recording in names
        ),
        sought=tuple(names[id] for id in tunes.sought if id in names),
    )


def _placed(cue: Cue, told: dict[Id, list[Tune]], tunes: Tunes, media: Media | None) -> Cue:
    spans: list[Span] = []
    claims: list[Claim[str]] = []
    for claim in cue.recording:
        found = told.get(claim.says, [])
        spans += [each.span for each in found]
        if found:
            claims.append(replace(claim, evidence=(*claim.evidence, *_evidence(found, tunes.by))))
        elif claim.says in tunes.sought and media is not None:
            absent = Sought(span=Span(start=0, end=media.duration), by=tunes.by, why=_ABSENT)
            said = (*claim.said_by, *claim.evidence)  # that there is such a track proves nothing
            against = (*claim.against, absent)
            claims.append(replace(claim, said_by=said, evidence=(), against=against))
        else:
            claims.append(claim)
    return replace(cue, spans=cue.spans or tuple(sorted(spans)), recording=tuple(claims))


def _evidence(found: Iterable[Tune], by: str) -> tuple[Evidence, ...]:
    return tuple(Heard(span=each.span, by=by, why=_why(each)) for each in found)


def _why(tune: Tune) -> str:
    where = f"Heard at {clock(tune.span.start)}, from {clock(tune.offset)} of the track"
    if tune.speed == 1.0:
        return f"{where}."
    return f"{where}, at {tune.speed:.1%} of its speed."


def _of_album(
    account: Account, track: Recording, found: Sequence[Tune], by: str, taken: set[Id]
) -> Cue:
    """A cue that no text names: what the album calls it, and where it is heard."""
    body = account.source.body
    at = max(body.find(track.title), 0)
    read = Read(
        passage=passage(account.source.id, body, at, at + len(track.title)), by=account.source.by
    )
    name = slug(track.title)
    free = (id for i in range(2, len(taken) + 3) if (id := f"{name}-{i}") not in taken)
    return Cue(
        id=name if name not in taken else next(free),
        title=(Claim(says=track.title, said_by=(read,)),),
        spans=tuple(sorted(each.span for each in found)),
        recording=(Claim(says=track.id, evidence=_evidence(found, by)),),
    )
