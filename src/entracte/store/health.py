"""Whether the database that Python came with can do what the shelf needs."""

import sqlite3


def words_can_be_found() -> bool:
    """Whether SQLite was built with its full-text index."""
    db = sqlite3.connect(":memory:")
    try:
        db.execute("create virtual table words using fts5 (text)")
    except sqlite3.OperationalError:
        return False
    finally:
        db.close()
    return True


def version() -> str:
    return sqlite3.sqlite_version
