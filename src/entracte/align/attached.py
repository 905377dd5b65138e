"""What came of attaching a sidecar to a film; known also where no film is opened."""

from entracte.align.attach import Piece
from entracte.model import Ms, Page, Value


class Attached(Value):
    """The sidecar's page, its times moved onto this film; no page where none was attached."""

    page: Page | None = None
    pieces: tuple[Piece, ...] = ()
    length: Ms = 0  # of the film that the sidecar was made of
    anchors: int = 0  # moments looked for: a second of sound, a cut
    found: int = 0
    file: str = ""  # the sidecar's name
    wished: bool = False  # somebody attached it to this very film
    notes: tuple[str, ...] = ()
