"""Words made safe for files that machines read: no control characters, no half letters."""

import re

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029]")


def plain(text: str) -> str:
    """The text without what XML 1.0 forbids; every kind of line break as a line feed."""
    return _CONTROL.sub("", _BREAKS.sub("\n", text))


def line(text: str) -> str:
    """The same on one line, runs of space as one."""
    return " ".join(plain(text).split())
