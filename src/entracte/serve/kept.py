"""What is made once and kept while it is asked for: fifty readers of one page cost one making."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Kept(Generic[K, T]):
    """The last ``most`` things that were asked for. Those who ask for one being made wait for it.

    What cannot be made raises to all who waited, and is tried again by the next.
    """

    def __init__(self, make: Callable[[K], T], most: int) -> None:
        self._make = make
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[K, T] = OrderedDict()
        self._making: dict[K, threading.Lock] = {}

    def there(self, key: K) -> T | None:
        """The thing if it is kept, at once."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def get(self, key: K) -> T:
        while True:
            found = self.there(key)
            if found is not None:
                return found
            with self._lock:
                lock = self._making.setdefault(key, threading.Lock())
            with lock:
                found = self.there(key)
                if found is not None:
                    return found
                try:
                    made = self._make(key)
                    with self._lock:
                        self._kept[key] = made
                        while len(self._kept) > self._most:
                            self._kept.popitem(last=False)
                    return made
                finally:
                    with self._lock:
                        self._making.pop(key, None)
