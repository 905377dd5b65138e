"""Who did what in which part of the film, and what that does not cover."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import msgspec

from entracte.model import WHOLE, Claim, Credit, Id, Read
from entracte.read.bylines import Hit
from entracte.read.parts import Parts
from entracte.read.phrasings import fits
from entracte.read.played import IF_KNOWN
from entracte.read.said import said
from entracte.read.scopes import EXCEPT, parts

_TELLING: Final = re.compile(
    r"\b(?:most|all|whole|entire|part|parts|some|half|many|several|additional|including|"
    r"remaining|rest|first|second|"
    r"only|mainly|largely|version|sequences?|scenes?|songs?|numbers?|dances)\b",
    re.IGNORECASE,
)
_DEGREE: Final = re.compile(
    r"\b(?:roughly|loosely|closely|freely|faithfully|partly|largely|vaguely|very loosely|in "
    r"part)\b(?=[^.;]{0,24}$)|"
    r"^(?:[^.;]{0,60}?)\b(?P<d>roughly|loosely|closely|freely|faithfully|partly|vaguely|in part)\b"
)
_PLACES: Final = 40  # places kept of one credit: enough to check
_CONTRAST: Final = re.compile(r"\b(?:but|while|whereas|although|though|however)\b")
_OTHER: Final = re.compile(
    r"\b(?:remakes?|sequels?|prequels?) (?:of|to|was|by|in|starring|featuring|which|that|"
    r"directed)\b|"
    r"\bof the (?:18|19|20)\d\d (?:\w+ )?(?:film|movie|version|production)\b|"
    r"\b(?:stage|television|tv|radio|broadway|earlier|later|previous) (?:version|production|"
    r"adaptation|series|remake|film|play)\b|"
    r"\b(?:18|19|20)\d\d (?:remake|sequel|version|production|television|tv)\b",
    re.IGNORECASE,
)
_PIECE: Final = re.compile(
    r"\s*(?:(?:all|most|some|one|two|a few) of )?(?:the|its|a|an|one|two|his|her|their|some) "
    r"(?:(?:two|three|four|few|several|remaining) )?"
    r"(?P<what>(?!film\b|rest\b|fact\b|time\b)[a-zà-ÿ][\w'’-]*(?: [\w'’-]+){0,5})"
)
_NOT_HIS: Final = re.compile(
    r"(?:Only|But|Just)? ?(?P<what>[Tt]he [^,;.:()]{2,60}?) (?:is|are|was|were) (?:not|n['’]t) "
    r"(?:his|hers|theirs|by (?:him|her|them))\b"
)
_BESIDE_ROLE: Final = re.compile(
    r"\b(?:entrance|scene|sequence|music|song|songs|theme|procession|chorus|duel|fight|"
    r"costumes?|sets?|waltz|march|dances?|number|solo) (?:of|for|with) ",
    re.IGNORECASE,
)
_NOBODY: Final = re.compile(
    r"\b(?:music|songs?|vocals|dances?|numbers?|score|it|they|which|that|who)\b", re.IGNORECASE
)
_OF_THE_FILM: Final = frozenset(
    ["director", "producer", "screenwriter", "cinematographer", "camera operator", "editor",
     "film-maker", "cast member", "narrator"]
)  # fmt: skip
_FILMS: Final = re.compile(r"\b(?:film|movie|picture|rest|other)\b", re.IGNORECASE)
_ON_STAGE: Final = frozenset(
    ["choreographer", "dancer", "singer", "performer", "musician", "librettist", "lyricist",
     "composer", "conductor", "costume designer", "production designer"]
)  # fmt: skip
_PLAYING: Final = {"ballet": "dancer", "dance": "dancer", "opera": "singer", "song": "singer",
             "revue": "dancer"}  # fmt: skip


def disowns(text: str, start: int, end: int) -> bool:
    """Whether this sentence takes something from the maker named before: "… are not his"."""
    return _NOT_HIS.match(text, start, end) is not None


class Crediting:
    """Turns what stands in sentences into credits, each with its scope."""

    def __init__(
        self,
        body: str,
        source: Id,
        by: str,
        parts: Parts,
        person: Callable[[tuple[int, int]], Id | None],
        character: Callable[..., Id | None],
    ) -> None:
        self._body, self._source, self._by = body, source, by
        self._parts, self._person, self._character = parts, person, character
        self.claims: list[Claim[Credit]] = []
        self._within: Id = WHOLE

    def sentence(
        self, found: Sequence[Hit], start: int, end: int, last: Id, within: Id = WHOLE
    ) -> None:
        """The credits of one sentence. ``last``: the part that "it" speaks of; ``within``: the
        work whose section this is, to which the dances and the songs spoken of belong."""
        self._within = within
        self._disown(start, end)
        made: list[tuple[Hit, Credit]] = []
        for hit in found:
            if _OTHER.search(self._body, max(start, hit.start - 90), hit.end):
                continue  # of another version, not of this film
            credit = self._credit(_without_exception(self._body, hit), last, start)
            if credit is not None:
                made.append((hit, credit))
                if credit.as_character is None and credit.role != "cast member":
                    last = credit.part  # "who conducted all of it": of what was just named
        made = _apart_by_own_role(made)
        made = self._apart_by_contrast(made)
        for hit, credit in made:
            first, stop = max(start, hit.start), min(end, hit.end)
            if hit.who[0] >= start:  # "he" is somebody whom an earlier sentence names
                first, stop = min(first, hit.who[0]), max(stop, hit.who[1])
            if hit.role == "author of the basis":
                first, stop = start, max(stop, _clause_end(self._body, stop, end))
            self.claims.append(said(credit, self._source, self._body, first, stop, self._by))

    def _disown(self, start: int, end: int) -> None:
        """ "The songs are not his": an exception to the credit told last, if it is near."""
        found = _NOT_HIS.match(self._body, start, end)
        if found is None or not self.claims:
            return
        claim = self.claims[-1]
        told, credit = claim.said_by[-1], claim.says
        near = isinstance(told, Read) and start - told.passage.end < 500
        if credit.exception is not None or not near:
            return
        left, stated = self._parts.of(found.span("what"), WHOLE, songs=True)
        if not stated or left in (WHOLE, credit.part):
            left = self._piece(found.span("what")) or WHOLE
        if left != WHOLE:
            self.claims[-1] = msgspec.structs.replace(
                claim, says=msgspec.structs.replace(credit, exception=left)
            )

    def _credit(self, hit: Hit, last: Id, start: int) -> Credit | None:
        person = self._person(hit.who)
        if person is None:
            return None
        role, part, as_character = hit.role, WHOLE, None
        stated = False
        if hit.whom is not None:
            words = self._body[hit.whom[0] : hit.whom[1]]
            danced = role in ("dancer", "singer") and words[:1].islower()
            inside = last if danced and self._parts.form(last) else WHOLE
            as_character = self._parts.role(words)
            if hit.role == IF_KNOWN and as_character is None:
                return None
            if as_character is not None:
                part = self._parts.inside(as_character)
            else:
                as_character, part = self._whom(hit, words, inside), inside
        if hit.role == IF_KNOWN:
            if as_character is None or part == WHOLE:
                return None
            role = "plays"
        if role == "plays":
            role = _PLAYING.get(self._parts.form(part), "cast member")
        elif role == "cast member" and as_character is None and hit.whom is not None:
            return None
        elif role not in ("cast member",) and part == WHOLE:
            songs = role in ("singer", "performer", "lyricist", "composer", "musician")
            what = (start, hit.start) if role == "author of the basis" else hit.what
            if what is None and (role in _OF_THE_FILM or "design" in role):
                last = WHOLE
            part, stated = self._parts.of(what, last, songs=songs)
            if hit.piece and part in (WHOLE, last) and what is not None:
                part, stated = self._piece(what) or part, True
            if not stated and part == WHOLE:
                part = self._subject(hit, start)
            spoken = self._body[hit.start : hit.end]
            if not stated and part == WHOLE and role in _ON_STAGE and not _FILMS.search(spoken):
                part = self._within
            if hit.own and part == WHOLE:
                part = last
        exception = self._exception(hit, part)
        return Credit(
            role=role,
            person=person,
            part=part,
            exception=exception,
            as_character=as_character,
            scope=self._scope(hit, role, part, exception),
        )

    def _subject(self, hit: Hit, start: int) -> Id:
        """The work a sentence is about: "The opera, with music by A, was conducted by B"."""
        words = self._body[start : hit.start]
        found = re.match(
            r"(?:The|This|Its) [^,;.]{1,60}?(?=,| (?:was|is|has|had|features|with)\b)", words
        )
        if found is None or ";" in words:
            return WHOLE
        return self._parts.of((start, start + found.end()), WHOLE)[0]

    def _whom(self, hit: Hit, words: str, inside: Id) -> Id | None:
        if hit.whom is None:
            return None
        if hit.role in ("singer", "performer"):
            owner = re.match(r"[^'’]{2,60}(?=['’]s? (?:singing|voice|songs?|vocals?))", words)
            if owner:
                return self._character((hit.whom[0], hit.whom[0] + owner.end()))
            if (
                parts(self._body, *hit.whom)
                or "voice" in words
                or "song" in words
                or words[:1] in "\"“'‘"
            ):
                return None
        thing = hit.role in ("singer", "dancer", "performer") and hit.whom == hit.what
        if thing and _NOBODY.search(words):
            return None
        return self._character(hit.whom, listed=hit.what is None, inside=inside)

    def _exception(self, hit: Hit, part: Id) -> Id | None:
        if hit.apart is None or not fits(self._body[slice(*hit.apart)], hit.role):
            return None
        words = self._body[hit.apart[0] : hit.apart[1]]
        if not _BESIDE_ROLE.search(words) and (role := self._parts.role(words)):
            return role
        left, stated = self._parts.of(hit.apart, WHOLE, songs=True)
        if stated and left not in (WHOLE, part):
            return left
        return self._piece(hit.apart)

    def _piece(self, where: tuple[int, int]) -> Id | None:
        """The piece of the film that an exception names in words of its own: "the stage sets"."""
        found = _PIECE.match(self._body, *where)
        return self._parts.piece(found.span("what")) if found else None

    def _scope(self, hit: Hit, role: str, part: Id, exception: Id | None) -> str:
        if hit.what is None or role == "cast member" or (hit.whom is not None and not hit.own):
            return ""
        words = re.sub(r"\s+", " ", self._body[hit.what[0] : hit.what[1]]).strip(" ,;.")
        if role == "author of the basis":
            near = self._body[max(0, hit.start - 40) : hit.who[0]]
            degree = re.search(
                r"\b(?:very loosely|roughly|loosely|closely|freely|faithfully|partly|vaguely|in "
                r"part)\b",
                near,
            )
            return degree.group() if degree else ""
        told = part != WHOLE or exception is not None or _TELLING.search(words)
        if hit.whom == hit.what or not told or len(words) > 160:
            return ""
        return words

    def _apart_by_contrast(self, made: list[tuple[Hit, Credit]]) -> list[tuple[Hit, Credit]]:
        """ "X conducted the score, but the overture was conducted by Y": X did not conduct it."""
        out: list[tuple[Hit, Credit]] = []
        for hit, credit in made:
            for other, rival in made:
                if (
                    credit.exception is None
                    and not rival.as_character
                    and credit.part == WHOLE != rival.part
                    and rival.role == credit.role
                    and rival.person != credit.person
                    and _CONTRAST.search(
                        self._body[min(hit.end, other.start) : max(hit.end, other.start)]
                    )
                ):
                    credit = msgspec.structs.replace(credit, exception=rival.part)
            out.append((hit, credit))
        return out


def _without_exception(body: str, hit: Hit) -> Hit:
    """What was done does not name what is left out: "all of it except for the opera"."""
    if hit.apart is None or hit.what is None:
        return hit
    cut = EXCEPT.search(body, hit.what[0], hit.what[1] + 1)
    return hit if cut is None else hit._replace(what=(hit.what[0], cut.start()))


def _clause_end(body: str, at: int, end: int) -> int:
    found = re.compile(r"[,;:.(]|\b(?:and|but|while)\b").search(body, at, end)
    stop = found.start() if found else end
    while stop > at and body[stop - 1] == " ":
        stop -= 1
    return stop


def _apart_by_own_role(made: list[tuple[Hit, Credit]]) -> list[tuple[Hit, Credit]]:
    """Who makes the dances of their own role leaves it out of the other's choreography."""
    own = [credit for hit, credit in made if hit.own and credit.as_character]
    out: list[tuple[Hit, Credit]] = []
    for hit, credit in made:
        for rival in own:
            if (
                credit.exception is None
                and not hit.own
                and (credit.role, credit.part) == (rival.role, rival.part)
                and credit.person != rival.person
            ):
                credit = msgspec.structs.replace(credit, exception=rival.as_character)
        out.append((hit, credit))
    return out


def merged(claims: Sequence[Claim[Credit]]) -> tuple[Claim[Credit], ...]:
    """Each credit once, with all the places that tell it; the fuller telling wins."""
    out: dict[tuple[str, Id, Id, Id | None], Claim[Credit]] = {}
    for claim in claims:
        credit = claim.says
        key = (credit.role, credit.person, credit.part, credit.as_character)
        bare = (credit.role, credit.person, credit.part, None)
        if key not in out and credit.as_character and bare in out:
            old = out.pop(bare)
            out[key] = msgspec.structs.replace(claim, said_by=(*claim.said_by, *old.said_by))
            continue
        if key not in out and credit.as_character is None:
            fuller = next((k for k in _same(out, key)), None)
            key = fuller or key
        old_claim = out.get(key)
        if old_claim is None:
            out[key] = claim
            continue
        says = old_claim.says
        if says.exception is None and credit.exception is not None:
            says = msgspec.structs.replace(
                says, exception=credit.exception, scope=credit.scope or says.scope
            )
        if len(old_claim.said_by) >= _PLACES:
            continue
        new = tuple(each for each in claim.said_by if each not in old_claim.said_by)
        out[key] = Claim(says=says, said_by=(*old_claim.said_by, *new))
    return tuple(out.values())


def _same(
    out: dict[tuple[str, Id, Id, Id | None], Claim[Credit]], key: tuple[str, Id, Id, Id | None]
) -> Iterator[tuple[str, Id, Id, Id | None]]:
    if key[0] == "cast member":
        yield from (each for each in out if each[:3] == key[:3] and each[3] is not None)
