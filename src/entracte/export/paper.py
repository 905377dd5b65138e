"""A paper of the trade as a value: a title block, tables, notes. Printing it is another matter."""

from typing import NamedTuple


class Column(NamedTuple):
    """``width`` is in characters; the columns share a page's width in this proportion."""

    name: str
    width: int
    right: bool = False  # numbers and times stand to the right
    fixed: bool = False  # figures that must line up
    strong: bool = False


class Table(NamedTuple):
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


class Paper(NamedTuple):
    """What is printed. ``tables[0]`` is the paper itself; the others are its appendices."""

    kind: str  # "Combined continuity and spotting list"
    title: str  # of the film
    block: tuple[tuple[str, str], ...]  # the title block: what, and what is to stand there
    tables: tuple[Table, ...]
    block_in_csv: bool = False  # cue sheets carry their title block in every form
