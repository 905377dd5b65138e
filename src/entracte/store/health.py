"""Which database Python came with."""

import sqlite3


def version() -> str:
    return sqlite3.sqlite_version
