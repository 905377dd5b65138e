"""A text is read the way texts beside a film are, and checked against the film's page."""

from typing import Final

from entracte import plugins
from entracte.errors import NotReadable
from entracte.judge.checked import check
from entracte.judge.finding import Check
from entracte.model import File, Page
from entracte.work.reading import Kind, kind_of, kinds, read_as

LARGEST: Final = 40_000_000  # bytes of a text that is checked
_NOT_PROSE: Final = {
    "subtitles": "subtitles",
    "screenplay": "a screenplay",
    "album": "a recording",
}


def checked(name: str, data: bytes, page: Page) -> Check:
    """What there is to say of this text; ``NotReadable`` if it is no text about a film."""
    if len(data) > LARGEST:
        raise NotReadable(
            f"{name} has more than {LARGEST // 1_000_000} MB.", "Check a part of it at a time."
        )
    file = File(name=f"checked/{name}", data=data)
    kind = _kind(file)
    if kind.name in _NOT_PROSE:
        raise NotReadable(
            f"{name} is {_NOT_PROSE[kind.name]}.",
            "Check a text about the film; put this one into its folder.",
        )
    return check(read_as(file, kind), page)


def _kind(file: File) -> Kind:
    """The reader that is surest; a few plain sentences that nobody knows are an article."""
    try:
        return kind_of(file, kinds())
    except NotReadable:
        article = next((each for each in plugins.readers() if each.name == "article"), None)
        if article is None or not file.data.strip():
            raise
        return Kind(name=article.name, version=article.version)
