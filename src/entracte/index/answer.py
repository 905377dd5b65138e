"""What the library answers: places in films, each with its words, its second and who says them.

``Index(home).find(query)`` in ``index/search.py`` returns an ``Answer``. All of it is plain values,
written as JSON by ``model.to_bytes``; ``entracte find --json`` and the web app print them as such.
"""

from entracte.model import Id, Ms, Value


class Piece(Value):
    """A stretch of the word-by-word difference between what was asked and what is there.

    Both the same but for capitals and points: these words agree. ``asked`` empty: it is said, but
    was not asked for. ``said`` empty: it was asked for, and nobody says it.
    """

    asked: str = ""
    said: str = ""
    same: bool = False


class Near(Value):
    """A line beside the one found, or the same line in another language."""

    text: str
    start: Ms
    end: Ms
    who: str = ""
    language: str = ""


class Hit(Value):
    """A place that answers."""

    film: Id
    sort: str  # line | quote | exchange | scene | work | music | track | person | statement |
    #            passage | film
    text: str  # as it stands on the page
    marks: tuple[tuple[int, int], ...] = ()  # characters of ``text`` to be highlighted
    start: Ms | None = None  # from the film's first frame; none where the film has no such moment
    end: Ms | None = None
    who: str = ""  # who says it, or whom it is about: a name
    person: Id = ""  # the same, the person's id on the page
    claim: Id = ""  # the statement's id, for ``entracte why``
    place: str = ""  # of a passage: the source and the characters, "article:120-180"
    part: Id = ""  # of a scene, a work, music, a track: its id on the page
    language: str = ""  # BCP 47, where it is known
    how: str = "words"  # exact | words | misremembered | meaning | as typed
    likeness: float = 100.0  # 0 to 100: how much it is like what was asked
    difference: tuple[Piece, ...] = ()  # of a misremembered line, word by word
    before: tuple[Near, ...] = ()  # the lines said before it, in order
    after: tuple[Near, ...] = ()  # and after it
    also: tuple[Near, ...] = ()  # the same moment in the film's other languages


class Group(Value):
    """What was found in one film, best first."""

    film: Id
    title: str
    year: int | None = None
    hits: tuple[Hit, ...] = ()


class Answer(Value):
    """What was found for a query. The film of the best hit comes first."""

    query: str
    groups: tuple[Group, ...] = ()
    found: bool = False  # False: it is not in the library; the groups then hold what comes nearest
    count: int = 0  # places that were ranked; at most ``rank.MOST``
    next: str = ""  # give it as ``after`` for the places that follow; empty at the end
    notes: tuple[str, ...] = ()  # what was not understood, or could not be searched: sentences

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All hits, film by film."""
        return tuple(hit for group in self.groups for hit in group.hits)
