"""The film's parts against the truth: tracks, scenes, works within and their roles.

Every function returns (found, expected, false), as in ``bench.told``.
"""

from typing import Any

from bench.told import Score, is_role, same_name
from bench.truth import Case, Place, listed, one_line, tokens
from entracte.model import WHOLE, Claim, Cue, Scene, Work

# The music


def tracks(case: Case) -> tuple[Score, tuple[int, int]]:
    """The tracks, and (flagged as they should be, expected)."""
    wanted = listed(case.truth.get("soundtrack"))
    cues = [each for each in case.page.parts if isinstance(each, Cue)]
    left, found, flagged = list(cues), 0, 0
    for entry in wanted:
        cue = next((each for each in left if _is_track(case, each, entry)), None)
        if cue is None:
            case.miss("track", entry.get("track"))
            continue
        left.remove(cue)
        found += 1
        if _flagged(case, cue, case.places(entry)) == bool(entry.get("flag")):
            flagged += 1
        else:
            case.miss("track not flagged", entry.get("track"))
    for cue in left:
        case.miss("false track", [claim.says for claim in cue.title])
    return (found, len(wanted), len(left)), (flagged, len(wanted))


def _is_track(case: Case, cue: Cue, entry: dict[str, Any]) -> bool:
    title = one_line(str(entry.get("track", "")))
    heard = entry.get("where")
    told = [one_line(claim.says) for claim in cue.where]
    near = case.places(entry)
    return (
        any(one_line(claim.says) == title for claim in cue.title)
        and (not heard or any(one_line(str(heard)) in each for each in told))
        and any(
            spot.touches(place, len(title) + 4)
            for claim in (*cue.title, *cue.by)
            for spot in case.where(claim)
            for place in near
        )
    )


def _flagged(case: Case, cue: Cue, near: list[Place]) -> bool:
    """Whether the page says that something is wrong with a track: against it, or set aside."""
    if any(claim.against for claim in (*cue.by, *cue.title, *cue.where)):
        return True

    def here(claim: Claim[Any]) -> bool:
        return any(spot.touches(place) for spot in case.where(claim) for place in near)

    aside = any(here(claim) for claim in case.page.set_aside)
    return aside or any(claim.against and here(claim) for claim in case.page.credits)


# The scenes


def scenes(case: Case) -> Score:
    wanted = listed(case.truth.get("memorable_scenes") or case.truth.get("scenes"))
    left = [each for each in case.page.parts if isinstance(each, Scene) and each.description]
    found = 0
    for entry in wanted:
        scene = next((each for each in left if _is_scene(case, each, entry)), None)
        if scene is None:
            case.miss("scene", entry.get("title"))
            continue
        left.remove(scene)
        found += 1
    for scene in left:
        case.miss("false scene", [claim.says for claim in scene.title])
    return found, len(wanted), len(left)


def _is_scene(case: Case, scene: Scene, entry: dict[str, Any]) -> bool:
    title = one_line(str(entry.get("title", ""))).casefold()
    if title and not any(one_line(claim.says).casefold() == title for claim in scene.title):
        return False
    for key, told in (("description", scene.description), ("context", scene.context)):
        if entry.get(key) and not _same_text(case, told, entry[key]):
            return False
    return True


def _same_text(case: Case, told: tuple[Claim[str], ...], entry: Any) -> bool:
    """Whether claims, put together, are this text, from this place."""
    quote = entry["quote"] if isinstance(entry, dict) else str(entry)
    if one_line(" ".join(claim.says for claim in told)) != one_line(quote):
        return False
    places = case.places(entry)
    ours = [spot for claim in told for spot in case.where(claim)]
    return not places or any(
        min((o.start for o in ours if o.seed == p.seed), default=-9) >= p.start - 2
        and max((o.end for o in ours if o.seed == p.seed), default=10**9) <= p.end + 2
        for p in places
    )


# The work within


def works(case: Case) -> dict[str, Score]:
    """Title, steps, basis of each work within the film."""
    wanted = listed(case.truth.get("work_within"))
    ours = [each for each in case.page.parts if isinstance(each, Work)]
    title, steps, basis = (0, 0, 0), (0, 0, 0), (0, 0, 0)
    used: set[str] = set()
    for entry in wanted:
        libretto = listed(entry.get("libretto"))
        best = max(ours, key=lambda each: _fits(case, each, entry, libretto), default=None)
        work = best if best and _fits(case, best, entry, libretto) else None
        if work is None:
            case.miss("work within", entry.get("title"))
        else:
            used.add(work.id)
        named = work is not None and any(same_name(c.says, entry["title"]) for c in work.title)
        title = _sum(title, (named, 1, 0))
        story = list(work.story) if work else []
        right = [step for step in libretto if _step(case, story, step)]
        for step in libretto:
            if step not in right:
                case.miss("step", step.get("quote"))
        extra = [c for c in story if not any(_step(case, [c], step) for step in libretto)]
        for claim in extra:
            case.miss("false step", claim.says)
        steps = _sum(steps, (len(right), len(libretto), len(extra)))
        author = (entry.get("basis") or {}).get("author")
        if author:
            told = [c.says for c in work.basis] if work else []
            good = any(tokens(author) <= tokens(each) for each in told)
            if not good:
                case.miss("basis", author)
            basis = _sum(basis, (good, 1, 0))
    mentioned = [str(each.get("title")) for each in listed(case.truth.get("other_works_mentioned"))]
    for each in ours:
        known = any(same_name(claim.says, m) for claim in each.title for m in mentioned)
        if each.id not in used and not known:
            case.miss("false work", [claim.says for claim in each.title])
            title = _sum(title, (0, 0, 1))
    return {"title": title, "steps": steps, "basis": basis}


def _sum(a: Score, b: tuple[int, int, int]) -> Score:
    return a[0] + int(b[0]), a[1] + b[1], a[2] + b[2]


def _fits(case: Case, work: Work, entry: dict[str, Any], libretto: list[dict[str, Any]]) -> int:
    named = any(same_name(claim.says, str(entry.get("title", ""))) for claim in work.title)
    return 2 * sum(_step(case, list(work.story), step) for step in libretto) + named


def _step(case: Case, story: list[Claim[str]], step: dict[str, Any]) -> bool:
    places = case.places(step)
    return any(
        one_line(claim.says) == one_line(str(step.get("quote", "")))
        and any(spot.covers(place) for spot in case.where(claim) for place in places)
        for claim in story
    )


def roles(case: Case) -> Score:
    """The roles of the work within, and who dances or plays them."""
    wanted = listed(case.truth.get("ballet_roles") or case.truth.get("roles_within"))
    inside = [each for each in case.page.people if each.character and each.inside != WHOLE]
    left, found = list(inside), 0
    for entry in wanted:
        person = next((each for each in left if is_role(each, entry)), None)
        by = entry.get("danced_by_seed") or entry.get("by")
        credited = [
            case.page.person(claim.says.person)
            for claim in case.page.credits
            if person is not None and claim.says.as_character == person.id
        ]
        if person is None or (by and not any(p and same_name(p.name, by) for p in credited)):
            case.miss("role within", entry.get("role"))
            continue
        left.remove(person)
        found += 1
    for person in left:
        case.miss("false role within", person.name)
    return found, len(wanted), len(left)
