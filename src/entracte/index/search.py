"""Find any line, scene or tune in the whole library, as one types.

::

    index = Index(home)                    # the shelf's folder; costs nothing until it is used
    answer = index.find("luke i am your father")
    for group in answer.groups: ...        # film by film, best first

The plan: the words as they stand; else all of them, with spelling help; else any of them, ranked
by weight and likeness; else, if vectors are there, by what they mean. Measured in bench/search.py.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec.structs import replace

from entracte.errors import NotFound
from entracte.index import asked as typed_by_people
from entracte.index import follow, rank, shown
from entracte.index.answer import Answer, Group
from entracte.index.asked import Asked
from entracte.index.kept import Kept, Reading, Torn, View
from entracte.index.meant import Meant
from entracte.index.plan import MOST, Place, Plan, Vocabulary
from entracte.index.rank import Ranked
from entracte.model import Id, Ms
from entracte.store.shelf import Shelf

Heed = Callable[[int, int], None]  # films done, of how many

_KEPT = 64  # rankings kept, so that the next page follows from the one before
_JOINED = 20  # of the best places, how many are tried together with the line beside them
_GROWN = 20  # the vocabulary is read anew when the index has grown or shrunk by one part in so many
_MEANT = 20  # places found by meaning
_LIKELY = 100  # places tried for likeness: more found nothing more on the tuning half
_MANY = 5  # words from which on a place that has all of them is among the weightiest
_TYPED = 40  # places ranked while someone types


def nobody(_done: int, _of: int) -> None:
    """Nobody asked to hear how far it is."""


class Index:
    """The words of the shelf in ``home``. May be used from several threads at once."""

    def __init__(self, home: str) -> None:
        self.home = home
        self._kept = Kept(home)
        self._shelf = Shelf(home=home)
        self._meant = Meant(home)
        self._words: Vocabulary | None = None
        self._rankings: OrderedDict[object, tuple[View, list[Ranked], frozenset[str]]]
        self._rankings = OrderedDict()
        self._lock = threading.Lock()
        self._abreast = follow.Abreast(self._shelf, self._kept)

    def find(
        self,
        query: str,
        *,
        most: int = 20,
        after: str = "",
        seen: Mapping[Id, Ms] | None = None,
        typing: bool = False,
    ) -> Answer:
        """Places that answer the query, best first and grouped by film; any text is a query.

        ``most``: places at a time; ``after``: an answer's ``next``, for those that follow.
        ``seen``: how far the reader has got in a film; nothing it says or shows later is told.
        ``typing``: the last word may only have begun; quicker, and without the lines around.

        An index that is missing, torn or of an older format is made first. ``EntracteError`` if
        it is not there and cannot be made; what only cannot be brought up to date is a note.
        """
        asked = typed_by_people.asked(query)
        notes = [*asked.notes, *self._ready()]
        limits = shown.limits(seen)
        try:
            return self._answer(query, asked, max(1, most), after, limits, typing, notes)
        except Torn:
            self.rebuild()
            return self._answer(query, asked, max(1, most), "", limits, typing, notes)

    def follow(self, heed: Heed = nobody, patience: float = 30.0) -> int:
        """Puts into the index what the shelf has, takes out what it has not; films changed.

        Called after a page is stored or a film forgotten, and it mends whatever a crash left.
        ``Busy``, ``NoRoom`` as for any writing: the pages are kept, the next call goes on.
        """
        return follow.follow(self._shelf, self._kept, heed, patience)

    def rebuild(self, heed: Heed = nobody, patience: float = 30.0) -> int:
        """Throws the index away and makes it again from the pages; the number of films."""
        self._kept.clear(patience)
        return self.follow(heed, patience)

    def follow_meaning(self, heed: Heed = nobody, patience: float = 30.0) -> int:
        """Makes the vectors that films are found by where words fail; films changed.

        Minutes a film. ``NotReadable`` says how to get the weights where they are not here.
        """
        return self._meant.follow(self._shelf, heed, patience)

    def view(self) -> View:
        """The index as it stands now."""
        return self._kept.view()

    def _ready(self) -> tuple[str, ...]:
        """Sees to it that there is an index; what to tell if it is behind the shelf."""
        try:
            self._kept.view()
        except Torn:
            if Path(self.home, "library.sqlite").exists():
                follow.mended(self._shelf, self._kept)
            return ()
        return self._abreast.notes()

    def _answer(
        self,
        query: str,
        asked: Asked,
        most: int,
        after: str,
        limits: dict[Id, Ms],
        typing: bool,
        notes: list[str],
    ) -> Answer:
        if not Path(self.home, "library.sqlite").exists():
            return Answer(query=asked.query, notes=tuple(notes))
        mark, offset = _cursor(after)
        same = (query, tuple(sorted(limits.items())), typing)
        view, places, near = self._ranking(same, mark, asked, limits, typing)
        if asked.films and not places:
            told = follow.unknown(view, asked.films)
            notes += [f"There is no film called {name} in the index." for name in told]
        page = places[offset : offset + most]
        groups: dict[Id, list[Ranked]] = {}
        for place in page:
            groups.setdefault(place.reading.film.id, []).append(place)
        rest = offset + most < len(places)
        return Answer(
            query=asked.query,
            groups=tuple(
                Group(
                    film=film,
                    title=of[0].reading.film.title,
                    year=of[0].reading.film.year,
                    hits=tuple(
                        shown.hit(view, asked, each, near, limits.get(film), typing) for each in of
                    ),
                )
                for film, of in groups.items()
            ),
            found=bool(places) and (places[0].sure or places[0].how == "as typed"),
            count=len(places),
            next=f"{offset + most}.{view.mark}" if rest else "",
            notes=tuple(notes),
        )

    def _ranking(
        self, same: object, mark: str, asked: Asked, limits: dict[Id, Ms], typing: bool
    ) -> tuple[View, list[Ranked], frozenset[str]]:
        """All places in order. The next page is of the ranking that the page before was of."""
        view = self._kept.view()
        with self._lock:
            known = self._rankings.get(same)
            if known is not None and known[0].mark in (mark, view.mark):
                self._rankings.move_to_end(same)
                return known
        plan = Plan(view, asked, self._vocabulary(view), limits)
        places = _typed(plan, asked) if typing else _asked(plan, asked, limits)
        if not places and asked.exact and not plan.nowhere:  # in quotes, but not said just so
            asked = replace(asked, exact=())
            plan = Plan(view, asked, self._vocabulary(view), limits)
            places = _asked(plan, asked, limits)
        if _in_vain(places, asked, typing) and self._meant.there():
            places = self._by_meaning(plan, asked, places, limits)
        near = frozenset(term for word in asked.words for term, _ in plan.meant(word))
        found = (view, rank.once(places), near)
        with self._lock:
            self._rankings[same] = found
            while len(self._rankings) > _KEPT:
                self._rankings.popitem(last=False)
        return found

    def _by_meaning(
        self, plan: Plan, asked: Asked, places: list[Ranked], limits: Mapping[Id, Ms]
    ) -> list[Ranked]:
        """The places by their words and by their meaning in turn; of five, four by meaning."""
        out = self._meant.lines(plan.view, asked.text, limits, _MEANT)
        turns = [out[:3], places[:1], out[3:5], places[1:5], out[5:], places[5:]]
        mixed = [place for part in turns for place in part]
        first = {place.doc: i for i, place in reversed(list(enumerate(mixed)))}
        return [place for i, place in enumerate(mixed) if first[place.doc] == i]

    def _vocabulary(self, view: View) -> Vocabulary:
        words = self._words
        docs = view.searcher.num_docs
        if words is None or abs(docs - words.docs) * _GROWN > words.docs:
            words = self._words = Vocabulary(view)
        return words


def _in_vain(places: list[Ranked], asked: Asked, typing: bool) -> bool:
    """Whether words have failed, and there is something to be understood."""
    if typing or len(asked.words) < 2 or asked.exact:
        return False
    return not asked.filtered and not (places and places[0].sure)


def _cursor(after: str) -> tuple[str, int]:
    offset, _, mark = after.partition(".")
    if not after:
        return "", 0
    if not (offset.isascii() and offset.isdigit()) or len(offset) > 6:
        raise NotFound("There is no such page of what was found.", "Ask again from the start.")
    return mark, int(offset)


def _asked(plan: Plan, asked: Asked, limits: Mapping[Id, Ms]) -> list[Ranked]:
    if not asked.words:
        places = plan.everything() if asked.filtered else []
        return _rank(plan, asked, places, "words")
    exact = plan.exact()
    if exact:
        found = _rank(plan, asked, exact, "exact")
        more = plan.all() if len(exact) < MOST else []
        known = {place.doc for place in found}
        return found + [p for p in _rank(plan, asked, more, "words") if p.doc not in known]
    places = plan.any(_LIKELY)
    if len(asked.words) < _MANY and len(places) == _LIKELY:  # else those with all words are there
        known_docs = {_doc(place) for place in places}
        places += [place for place in plan.all(50) if _doc(place) not in known_docs]
    ranked = _rank(plan, asked, places, "words")
    return _named(asked, _joined(plan, asked, ranked, limits))


def _typed(plan: Plan, asked: Asked) -> list[Ranked]:
    if not asked.words:
        return _asked(plan, asked, {})
    found = plan.typed(_TYPED)
    if found:
        return _rank(plan, asked, found, "as typed")
    return _named(asked, _rank(plan, asked, plan.any(_TYPED), "words"))


def _doc(place: Place) -> tuple[int, int]:
    return place[1].segment_ord, place[1].doc


def _rank(plan: Plan, asked: Asked, places: list[Place], how: str) -> list[Ranked]:
    readings = plan.view.read([address for _, address in places])
    weighed = _weighed(plan, asked)
    three = [(place[0], _doc(place), r) for place, r in zip(places, readings, strict=True)]
    return rank.ranked(weighed, three, how)


def _weighed(plan: Plan, asked: Asked) -> rank.Weighed:
    counts = {word: plan.weight(word) for word in asked.words}
    meant = {word: [term for term, _ in plan.meant(word)] for word in asked.words}
    return rank.weighed(asked.words, counts, meant, plan.view.searcher.num_docs)


def _joined(
    plan: Plan, asked: Asked, places: list[Ranked], limits: Mapping[Id, Ms]
) -> list[Ranked]:
    """The best places again, each with the line beside it where the words go on there."""
    weighed = _weighed(plan, asked)
    out = []
    for place in places[:_JOINED]:
        short = len(place.reading.unit.text) + 4 < len(asked.text)
        if not short or place.reading.unit.sort != 1:
            out.append(place)
            continue
        limit = limits.get(place.reading.film.id)
        before, after = shown.beside(plan.view, place, 1, limit)
        out.append(rank.join(weighed, place, _last(before), _last(after)))
    return sorted(out, key=lambda place: -place.score) + places[_JOINED:]


def _last(found: list[Reading]) -> Reading | None:
    return found[-1] if found else None


def _named(asked: Asked, places: list[Ranked]) -> list[Ranked]:
    """A line that is surely meant, though it was asked for in other words, is misremembered."""
    return [
        replace(place, how="misremembered")
        if place.said and place.sure and len(asked.words) >= 3
        else place
        for place in places
    ]
