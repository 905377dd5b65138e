"""The command line: each command reads what was typed, calls one function, prints what came of it.

A module a group of commands; a command joins ``entracte`` when its module is imported here.
"""

from entracte.cli import asking, assisting, attaching, comparing, cutting, doctoring, shelf, web
from entracte.cli.door import entracte, main

__all__ = [
    "asking",
    "assisting",
    "attaching",
    "comparing",
    "cutting",
    "doctoring",
    "entracte",
    "main",
    "shelf",
    "web",
]
