"""A step: a function whose name says what it makes and whose parameters name what it needs.

::

    @step()
    def dialogue(accounts: tuple[Account, ...]) -> Dialogue: ...

A parameter is named after a step, after something given (``film``, ``album``, ``edits``, ``name``),
or after all results of a step that is made once for each text (``accounts``). ``notes`` are the
sentences on what could not be made before. Some parameters are tools and no needs: ``keep`` keeps
bytes as a blob and returns their name, ``progress`` takes how much is done, from 0 to 1. A third,
``fetch``, gives the bytes of a blob that something the step needs speaks of.

What a step makes is named by its key: the hash of its name, its version and the digests of what it
needs. Only an ``Order`` travels to whoever performs it; ``perform`` is a plain function, so any
``concurrent.futures.Executor`` will do.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, TypeAlias, get_args, get_type_hints

import msgspec

from entracte.model import Digest, File, Value, digest, from_bytes, to_bytes
from entracte.store.library import Made
from entracte.store.shelf import Shelf
from entracte.store.taken import Taken, load
from entracte.work.progress import teller

NOTHING: Any = object()  # a step without which there is no page
Keep = Callable[[bytes], Digest]
Fetch = Callable[[Digest], bytes]
Progress = Callable[[float], None]
_TOOLS = ("keep", "fetch", "progress")


@dataclass(frozen=True)
class Step:
    """A step of the plan; made by ``step``, told by the function's own signature."""

    make: Callable[..., Any]
    version: str
    each: str  # the given thing of which it is made once for each: "texts"; or ""
    apart: bool  # in a process of its own, for what might bring down the process
    otherwise: Any  # stands in its place where it cannot be made
    says: str
    needs: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        return self.make.__name__

    def __call__(self, *args: Any, **needs: Any) -> Any:
        return self.make(*args, **needs)

    def kinds(self) -> dict[str, Any]:
        return get_type_hints(self.make)


def step(
    *, version: str = "1", each: str = "", apart: bool = False, otherwise: Any = NOTHING
) -> Callable[[Callable[..., Any]], Step]:
    """Makes a step of a function. Its version changes when the same needs would make another."""

    def made(make: Callable[..., Any]) -> Step:
        code = make.__code__
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        needs = tuple(name for name in names if name not in _TOOLS)
        says = (make.__doc__ or "").partition("\n")[0]
        return Step(make, version, each, apart, otherwise, says, needs)

    return made


class One(Value, tag=True):
    """An artefact that a step needs."""

    digest: Digest


class Many(Value, tag=True):
    """Artefacts that a step needs together, in order."""

    digests: tuple[Digest, ...]


class Raw(Value, tag=True):
    """A file of the film folder that a step needs."""

    file: Taken


class Raws(Value, tag=True):
    """Files of the film folder that a step needs together, in order."""

    files: tuple[Taken, ...]


Need: TypeAlias = One | Many | Raw | Raws


class Order(Value):
    """A step to perform: which one, in which version, with what."""

    step: str
    where: str  # the module that the step stands in
    version: str
    edition: str  # which stages are installed; empty for a step that names all it depends on
    needs: tuple[tuple[str, Need], ...]
    ticket: str = ""  # under which the step tells how far it is; no part of the key

    @property
    def key(self) -> Digest:
        """The name of what will be made. Where a file lies is no part of it; its content is."""
        needs = [(name, _content(need)) for name, need in self.needs]
        return digest(to_bytes([self.step, self.version, self.edition, needs]))


def _content(need: Need) -> object:
    match need:
        case Raw(file=file):
            return [file.name, file.digest]
        case Raws(files=files):
            return [[each.name, each.digest] for each in files]
        case _:
            return need


def perform(order: Order, shelf: Shelf) -> Made:
    """Makes what is ordered and keeps it. All it needs is the shelf and this package."""
    step = getattr(import_module(order.where), order.step)
    if step.version != order.version:
        raise RuntimeError(f"{order.step} is {step.version} here, not {order.version}")
    kinds = step.kinds()
    values = {name: _value(need, kinds[name], shelf) for name, need in order.needs}
    kept: list[Digest] = []

    def keep(data: bytes) -> Digest:
        kept.append(shelf.blobs.put(data))
        return kept[-1]

    if "keep" in kinds:
        values["keep"] = keep
    if "fetch" in kinds:
        values["fetch"] = shelf.blobs.get
    if "progress" in kinds:
        values["progress"] = teller(shelf.home, order.ticket)
    made = shelf.blobs.put(to_bytes(step.make(**values)))
    return Made(key=order.key, step=order.step, digest=made, kept=tuple(sorted(set(kept))))


def _value(need: Need, kind: Any, shelf: Shelf) -> Any:
    match need:
        case Raw(file=file):
            return load(file, shelf.blobs) if kind is File else file
        case Raws(files=files):
            return files
        case Many(digests=digests):
            inner = get_args(kind)[0]
            return tuple(from_bytes(shelf.blobs.get(name), inner) for name in digests)
        case One(digest=name):
            return from_bytes(shelf.blobs.get(name), kind)


class Plan:
    """Steps, by name. What they need stands in their signatures, in any order."""

    def __init__(self, *steps: Step) -> None:
        self.steps = {each.name: each for each in steps}

    def __getitem__(self, name: str) -> Step:
        return self.steps[name]

    def one_of(self, need: str) -> Step | None:
        """The step of which a need like ``accounts`` takes all results, if it is such a need."""
        found = self.steps.get(need.removesuffix("s")) if need.endswith("s") else None
        return found if found and found.each and need not in self.steps else None


def fits(data: bytes, kind: Any) -> bool:
    """Whether these bytes are a value of this kind: an older version's may not be."""
    try:
        msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True
