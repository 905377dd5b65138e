"""Who may come in from elsewhere: one password, kept as scrypt, and the devices that gave it.

Neither the password nor a device's token is written down: only what tells whether it is right.
"""

import base64
import hashlib
import hmac
import secrets
from pathlib import Path

import msgspec

from entracte.errors import BadSetting
from entracte.model import Value, from_bytes, to_bytes
from entracte.store import disk

SHORTEST, LONGEST = 8, 1024  # characters of a password
_N, _R, _P = 2**15, 8, 1  # scrypt: 32 MB and about 0.1 s a try (OWASP's second choice)
_LASTS = 90 * 86_400  # seconds that a device stays signed in without coming back
_MOST = 200  # devices


class Password(Value):
    """Scrypt of the password, with what it was made with."""

    salt: bytes
    hash: bytes
    n: int = _N
    r: int = _R
    p: int = _P


class Device(Value):
    """A browser that signed in. ``token`` is the SHA-256 of what its cookie says."""

    id: str
    token: str
    name: str
    since: float  # seconds since 1970
    seen: float


class Keys(Value):
    """The password and the devices of the shelf in this folder."""

    home: str

    def has_password(self) -> bool:
        return self._password() is not None

    def set_password(self, words: str) -> None:
        """Everyone signed in must sign in again. ``BadSetting`` where it is too short."""
        if not SHORTEST <= len(words) <= LONGEST:
            raise BadSetting(
                f"A password has at least {SHORTEST} characters.", "Three or four words do well."
            )
        salt = secrets.token_bytes(16)
        made = Password(salt=salt, hash=_scrypt(words, salt, _N, _R, _P), n=_N, r=_R, p=_P)
        _write(self._file("password.json"), made)
        _write(self._file("devices.json"), ())

    def right(self, words: str) -> bool:
        """Whether this is the password. Takes as long when there is none."""
        kept = self._password() or Password(salt=b"0" * 16, hash=b"")
        tried = _scrypt(words[:LONGEST], kept.salt, kept.n, kept.r, kept.p)
        return hmac.compare_digest(tried, kept.hash)

    def devices(self, now: float) -> tuple[Device, ...]:
        data = _read(self._file("devices.json"))
        try:
            found = from_bytes(data, tuple[Device, ...]) if data else ()
        except (msgspec.DecodeError, UnicodeDecodeError):
            found = ()
        return tuple(each for each in found if now - each.seen < _LASTS)

    def admit(self, name: str, now: float) -> str:
        """Signs a device in; the token for its cookie."""
        token = secrets.token_urlsafe(32)
        plain = "".join(each for each in name if each.isprintable()).strip()[:60]
        made = Device(
            id=secrets.token_hex(4),
            token=_sha(token),
            name=plain or "a device",
            since=now,
            seen=now,
        )
        _write(self._file("devices.json"), (*self.devices(now), made)[-_MOST:])
        return token

    def keep(self, devices: tuple[Device, ...]) -> None:
        _write(self._file("devices.json"), devices)

    def _password(self) -> Password | None:
        data = _read(self._file("password.json"))
        try:
            return from_bytes(data, Password) if data else None
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None

    def _file(self, name: str) -> Path:
        return Path(self.home) / name


def of_token(devices: tuple[Device, ...], token: str) -> Device | None:
    """The device whose cookie says this."""
    name = _sha(token)
    return next((each for each in devices if hmac.compare_digest(each.token, name)), None)


def _sha(token: str) -> str:
    digest = hashlib.sha256(token.encode("utf-8", "replace")).digest()
    return base64.b16encode(digest).decode().lower()


def _scrypt(words: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    data = words.encode("utf-8", "replace")
    return hashlib.scrypt(data, salt=salt, n=n, r=r, p=p, maxmem=132 * n * r + 2**20, dklen=32)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as wrong:
        raise disk.not_read(wrong, str(file)) from wrong


def _write(file: Path, value: object) -> None:
    disk.write(file, to_bytes(value))  # for its owner alone, as every file that is written so
