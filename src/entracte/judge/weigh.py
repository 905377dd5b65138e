"""What several texts say alike is said once, and each text bears the others out."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

import msgspec

from entracte.model import Claim, Evidence, Read

T = TypeVar("T")


def weighed(claims: Iterable[Claim[T]], same: Callable[[T], Hashable]) -> tuple[Claim[T], ...]:
    """One claim for all that say the same, in the order of the first of each.

    The first text to say it stays the one that says it; what other texts say becomes evidence
    for it. A text that says it twice bears nothing out.
    """
    found: dict[Hashable, Claim[T]] = {}
    for claim in claims:
        name = same(claim.says)
        found[name] = _joined(found[name], claim) if name in found else claim
    return tuple(found.values())


def _joined(first: Claim[T], other: Claim[T]) -> Claim[T]:
    sayers = _texts(first.said_by)
    own = tuple(said for said in other.said_by if _texts((said,)) <= sayers)
    others = tuple(said for said in other.said_by if not _texts((said,)) <= sayers)
    return msgspec.structs.replace(
        first,
        said_by=_once(first.said_by + own),
        evidence=_once(first.evidence + others + other.evidence),
        against=_once(first.against + other.against),
    )


def _texts(found: Iterable[Evidence]) -> set[str]:
    return {each.passage.source for each in found if isinstance(each, Read)}


def _once(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(found))
