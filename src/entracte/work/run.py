"""Makes what was asked for, and nothing that was made before.

What a text or the film does not yield becomes a note, and the rest goes on; what the disk will not
take stops the run, and everything made so far is kept.
"""

import itertools
import os
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from entracte.errors import EntracteError, NoRoom, NotFound
from entracte.model import Digest, to_bytes
from entracte.store import disk
from entracte.store.library import Made
from entracte.store.shelf import Shelf
from entracte.store.taken import Taken
from entracte.work import progress
from entracte.work.edition import edition
from entracte.work.hands import Hands
from entracte.work.step import NOTHING, Many, Need, One, Order, Plan, Raw, Raws, Step, fits, perform

_LOOK = 0.2  # seconds between two looks at how far the steps are


class Node(NamedTuple):
    """A step, for the text of this number if it is made once for each."""

    step: str
    of: int = -1


class Moment(NamedTuple):
    """What a run tells of itself."""

    step: str
    text: str  # the name of the text it is about, or ""
    state: str  # begun | going | done | known | failed
    done: float = 0.0  # of the step, from 0 to 1
    steps: tuple[int, int] = (0, 0)  # how many are settled, of how many


Heed = Callable[[Moment], None]


@dataclass(frozen=True)
class Ran:
    """What came of a run."""

    made: tuple[Digest, ...]  # what was asked for: one artefact, or one for each text
    single: bool
    keys: tuple[Digest, ...]  # of everything it took, whenever that was made
    performed: tuple[str, ...]  # the steps that ran, sorted: "account: notes.txt"
    failed: tuple[str, ...]  # what could not be made, in plain sentences
    yielded: frozenset[str]  # the steps that yielded something of their own


def run(
    plan: Plan, want: str, given: Mapping[str, Any], shelf: Shelf, hands: Hands, heed: Heed
) -> Ran:
    """Makes the step ``want`` of the plan of what is given; ``NotFound`` if there is no such step.

    ``given`` holds files as ``Taken``, tuples of them, or None where there is none, and any values.
    """
    if want not in plan.steps:
        known = ", ".join(plan.steps)
        raise NotFound(f"There is no step called {want}.", f"There are: {known}.")
    return _Run(plan, given, shelf, hands, heed).all(want)


class _Run:
    def __init__(
        self, plan: Plan, given: Mapping[str, Any], shelf: Shelf, hands: Hands, heed: Heed
    ) -> None:
        self.plan, self.given, self.shelf = plan, given, shelf
        self.hands, self.heed = hands, heed
        self.order: list[Node] = []  # every node after all it needs
        self.before: dict[Node, tuple[Node, ...]] = {}
        self.settled: dict[Node, Need | None] = {}
        self.failed: dict[Node, str] = {}
        self.absent: set[Node] = set()  # what could not be made, or had nothing to be made of
        self.keys: dict[Node, Digest] = {}
        self.performed: list[str] = []
        self.yielded: set[str] = set()
        self.tickets = itertools.count(1)

    def all(self, want: str) -> Ran:
        wanted = self._nodes(want)
        self._visit(wanted)
        with ExitStack() as stack:
            self._work(stack)
        made = (self.settled[node] for node in wanted)
        return Ran(
            made=tuple(need.digest for need in made if isinstance(need, One)),
            single=not self.plan[want].each,
            keys=tuple(self.keys[node] for node in self.order if node in self.keys),
            performed=tuple(sorted(self.performed)),
            failed=self._notes(self.order),
            yielded=frozenset(self.yielded),
        )

    # what has to be made, in which order

    def _nodes(self, name: str) -> tuple[Node, ...]:
        step = self.plan[name]
        if not step.each:
            return (Node(name),)
        return tuple(Node(name, i) for i in range(len(self.given[step.each])))

    def _visit(self, wanted: tuple[Node, ...]) -> None:
        for node in wanted:
            if node not in self.before:
                step = self.plan[node.step]
                needs = [self._before(node, need) for need in step.needs]
                self.before[node] = tuple(itertools.chain.from_iterable(needs))
                self._visit(self.before[node])
                self.order.append(node)

    def _before(self, node: Node, need: str) -> tuple[Node, ...]:
        if need in self.plan.steps:
            return (Node(need, node.of),) if self.plan[need].each else (Node(need),)
        gathered = self.plan.one_of(need)
        return self._nodes(gathered.name) if gathered else ()

    # the work

    def _work(self, stack: ExitStack) -> None:
        after: dict[Node, list[Node]] = {}
        missing = {node: len(set(self.before[node])) for node in self.order}
        for node in self.order:
            for each in set(self.before[node]):
                after.setdefault(each, []).append(node)
        ready = deque(node for node in self.order if not missing[node])
        running: dict[Future[Made], tuple[Node, Order]] = {}
        try:
            while ready or running:
                while ready:
                    node = ready.popleft()
                    started = self._start(node, stack)
                    if started is not None:
                        running[started[0]] = (node, started[1])
                        continue
                    self._release(node, after, missing, ready)
                done, _ = wait(running, timeout=_LOOK, return_when=FIRST_COMPLETED)
                for future in done:
                    node, _ = running.pop(future)
                    self._finish(node, future)
                    self._release(node, after, missing, ready)
                for node, order in running.values():
                    self._tell(node, "going", progress.done(self.shelf.home, order.ticket))
        finally:
            for future in running:
                future.cancel()

    def _release(
        self,
        node: Node,
        after: dict[Node, list[Node]],
        missing: dict[Node, int],
        ready: deque[Node],
    ) -> None:
        for each in after.get(node, ()):
            missing[each] -= 1
            if not missing[each]:
                ready.append(each)

    def _start(self, node: Node, stack: ExitStack) -> tuple[Future[Made], Order] | None:
        """Orders the step, unless it cannot be made or was made before."""
        step = self.plan[node.step]
        needs = [(need, self._need(node, step, need)) for need in step.needs]
        idle = step.otherwise is not NOTHING and any(n in self.absent for n in self.before[node])
        if idle or any(found is None for _, found in needs):
            self._go_without(node, step)
            return None
        order = Order(
            step=step.name,
            where=step.make.__module__,
            version=step.version,
            edition="" if step.apart else edition(),
            needs=tuple((name, found) for name, found in needs if found is not None),
        )
        self.keys[node] = order.key
        made = self._known(step, order.key)
        if made is not None:
            self._settle(node, made, "known")
            return None
        order = msgspec.structs.replace(order, ticket=f"{os.getpid()}-{next(self.tickets)}")
        if step.apart:
            stack.enter_context(progress.told(self.shelf.home, order.ticket))
        self._tell(node, "begun")
        try:
            return self.hands.pick(step.apart).submit(perform, order, self.shelf), order
        except BrokenExecutor:  # it died of the step before
            self.hands.broken()
            return self.hands.pick(step.apart).submit(perform, order, self.shelf), order

    def _need(self, node: Node, step: Step, need: str) -> Need | None:
        if step.each and need == step.each.removesuffix("s"):
            return Raw(file=self.given[step.each][node.of])
        if need in self.plan.steps:
            return self.settled[self._before(node, need)[0]]
        if self.plan.one_of(need) is not None:
            found = (self.settled[each] for each in self._before(node, need))
            return Many(digests=tuple(each.digest for each in found if isinstance(each, One)))
        given = self.given[need]
        if need == "notes":
            given = (*given, *self._notes(self._upstream(node)))
        if given is None:
            return None
        if isinstance(given, Taken):
            return Raw(file=given)
        if isinstance(given, tuple) and given and all(isinstance(g, Taken) for g in given):
            return Raws(files=given)
        return One(digest=self.shelf.blobs.put(to_bytes(given)))

    def _upstream(self, node: Node) -> list[Node]:
        found: set[Node] = set()
        waiting = list(self.before[node])
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting.extend(self.before[each])
        return [each for each in self.order if each in found]

    def _notes(self, nodes: list[Node]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.failed[node] for node in nodes if node in self.failed))

    def _known(self, step: Step, key: Digest) -> Made | None:
        made = self.shelf.library.made(key)
        if made is None or not all(self.shelf.blobs.has(name) for name in made.kept):
            return None
        data = self.shelf.blobs.find(made.digest)
        return made if data is not None and fits(data, step.kinds()["return"]) else None

    # how it ended

    def _finish(self, node: Node, future: Future[Made]) -> None:
        step = self.plan[node.step]
        try:
            made = future.result()
        except NoRoom:
            raise
        except Exception as wrong:
            if not (step.each or step.apart):
                raise  # there is no page without it
            if isinstance(wrong, BrokenExecutor):
                self.hands.broken()
            self.failed[node] = _sentence(wrong, step, self._about(node))
            self._go_without(node, step)
            return
        self.shelf.library.remember(made)
        self.performed.append(": ".join(filter(None, (step.name, self._text(node)))))
        self._settle(node, made, "done")

    def _settle(self, node: Node, made: Made, state: str) -> None:
        self.settled[node] = One(digest=made.digest)
        self.yielded.add(node.step)
        self._tell(node, state, 1.0)

    def _go_without(self, node: Node, step: Step) -> None:
        self.absent.add(node)
        if step.otherwise is NOTHING:
            self.settled[node] = None
        else:
            self.settled[node] = One(digest=self.shelf.blobs.put(to_bytes(step.otherwise)))
        self._tell(node, "failed" if node in self.failed else "known", 1.0)

    def _text(self, node: Node) -> str:
        step = self.plan[node.step]
        return str(self.given[step.each][node.of].name) if step.each else ""

    def _about(self, node: Node) -> str:
        """The file that the step is about, for a sentence on it."""
        film = self.given.get("film")
        return self._text(node) or (film.name if isinstance(film, Taken) else node.step)

    def _tell(self, node: Node, state: str, done: float = 0.0) -> None:
        count = (len(self.settled), len(self.order))
        self.heed(Moment(node.step, self._text(node), state, done, count))


def _sentence(wrong: Exception, step: Step, name: str) -> str:
    """What went wrong with this file, and what to do."""
    if isinstance(wrong, OSError):
        wrong = disk.not_read(wrong, name)
    if isinstance(wrong, EntracteError) and name in wrong.what:
        return str(wrong)
    could = "watched" if step.apart else "read"
    if isinstance(wrong, EntracteError):
        what = wrong.what[:1].lower() + wrong.what[1:]
        return f"{name} could not be {could}: {what} {wrong.do}".strip()
    if isinstance(wrong, BrokenExecutor):
        return f"{name} could not be {could}: the decoder broke down. Is the file whole?"
    if isinstance(wrong, MemoryError):
        return f"{name} could not be {could}: it needs more memory than there is."
    kind = type(wrong).__name__
    return f"{name} could not be {could}: entracte failed at it ({kind}). Please report this."
