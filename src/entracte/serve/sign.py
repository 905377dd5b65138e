"""Signing in: a password once a device, then a cookie; a code on the screen for a phone.

Wrong passwords make the next try wait, longer each time, for the address they come from and for
everyone; whoever is signed in notices nothing.
"""

import getpass
import ipaddress
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import msgspec

from entracte.serve.replies import Refused
from entracte.store.keys import Device, Keys, of_token

COOKIE = "entracte"
LASTS = 90 * 86_400  # seconds of the cookie
_FREE = 5  # wrong tries of one address before it waits
_FREE_FOR_ALL = 40  # of all addresses
_FIRST_WAIT, _LONGEST_WAIT = 15.0, 900.0  # seconds; each wrong try doubles it
_REMEMBERED = 4096  # addresses
_PAIRING = 300.0  # seconds that a code for a phone is good
_MOST_CODES = 8
_SEEN = 600.0  # seconds between two notes of when a device was seen


@dataclass(frozen=True)
class _Tries:
    wrong: int = 0
    until: float = 0.0


class Doors:
    """Who is in. Times are seconds of ``clock``."""

    def __init__(self, keys: Keys, clock: Callable[[], float] = time.time) -> None:
        self.keys = keys
        self.clock = clock
        self.owner = _owner()
        self._lock = threading.Lock()
        self._one = threading.Lock()  # one password is tried at a time: each takes 32 MB
        self._tries: dict[str, _Tries] = {}
        self._codes: dict[str, float] = {}
        self._devices: tuple[Device, ...] | None = None

    # devices

    def devices(self) -> tuple[Device, ...]:
        with self._lock:
            return self._known()

    def _known(self) -> tuple[Device, ...]:
        if self._devices is None:
            self._devices = self.keys.devices(self.clock())
        return self._devices

    def device(self, token: str) -> Device | None:
        """Who has this cookie; none if nobody has."""
        if not token or len(token) > 100:
            return None
        with self._lock:
            found = of_token(self._known(), token)
            now = self.clock()
            if found is None or now - found.seen >= LASTS:
                return None
            if now - found.seen > _SEEN:
                seen = msgspec.structs.replace(found, seen=now)
                self._keep(tuple(seen if d.id == found.id else d for d in self._known()))
            return found

    def sign_out(self, id: str) -> None:
        with self._lock:
            self._keep(tuple(device for device in self._known() if device.id != id))

    def _keep(self, devices: tuple[Device, ...]) -> None:
        self._devices = devices
        self.keys.keep(devices)

    def _admit(self, name: str) -> str:
        with self._lock:
            token = self.keys.admit(name, self.clock())
            self._devices = None
            return token

    # passwords

    def sign_in(self, password: str, name: str, address: str) -> str:
        """The token for the cookie; refused when it is wrong, or tried too often."""
        who = _network(address)
        with self._one:
            self._wait(who)
            if self.keys.right(password):
                with self._lock:
                    self._tries.pop(who, None)
                return self._admit(name)
            self._wrong(who)
        raise Refused(401, "That is not the password.", "Try it again.")

    def _wait(self, who: str) -> None:
        with self._lock:
            now = self.clock()
            until = max(self._tries.get(each, _Tries()).until for each in (who, ""))
        if now < until:
            left = int(until - now) + 1
            raise Refused(
                429, "Too many wrong passwords.", f"Try it again in {left} seconds.", wait=left
            )

    def _wrong(self, who: str) -> None:
        with self._lock:
            now = self.clock()
            for each, free in ((who, _FREE), ("", _FREE_FOR_ALL)):
                tries = self._tries.get(each, _Tries())
                if now - tries.until > _LONGEST_WAIT and tries.wrong > free:
                    tries = _Tries(wrong=free)  # it has waited long; one more try is its last
                over = tries.wrong + 1 - free
                wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(over, 10)) if over >= 0 else 0.0
                self._tries[each] = replace(tries, wrong=tries.wrong + 1, until=now + wait)
            if len(self._tries) > _REMEMBERED:
                oldest = min((e for e in self._tries if e), key=lambda e: self._tries[e].until)
                del self._tries[oldest]

    # codes for phones

    def code(self) -> tuple[str, float]:
        """A code that is good once, and until when."""
        with self._lock:
            now = self.clock()
            self._codes = {code: until for code, until in self._codes.items() if until > now}
            while len(self._codes) >= _MOST_CODES:
                del self._codes[next(iter(self._codes))]
            made = secrets.token_urlsafe(24)
            self._codes[made] = now + _PAIRING
            return made, now + _PAIRING

    def take(self, code: str, name: str, address: str) -> str:
        """The token for the cookie of whoever has this code."""
        who = _network(address)
        self._wait(who)
        with self._lock:
            until = self._codes.pop(code, 0.0)
        if until <= self.clock():
            self._wrong(who)
            raise Refused(401, "That code is not good any more.", "Have a new one shown.")
        return self._admit(name)


def _network(address: str) -> str:
    """Whom tries are counted for: an address, of IPv6 the network that one household has."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "somewhere"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def _owner() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
