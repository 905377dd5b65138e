"""Which stages are installed: when their code changes, what they made is made again."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from entracte.model import Digest, digest, to_bytes

_STAGES = ("model", "read", "align", "judge", "choose", "compose")


@cache
def edition() -> Digest:
    """A digest of the code of every stage that works on texts. The same wherever it is installed.

    Steps that watch or listen to the film are not meant: they take long, so their versions are
    raised by hand.
    """
    package = files("entracte")
    return digest(to_bytes([_code(package.joinpath(stage)) for stage in _STAGES]))


def _code(folder: Traversable) -> list[tuple[str, Digest]]:
    found = []
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.is_dir() and not each.name.startswith("_"):
            found.extend(_code(each))
        elif each.is_file() and not each.name.endswith((".pyc", ".pyo")):
            found.append((each.name, digest(each.read_bytes())))
    return found
