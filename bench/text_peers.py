"""What search could be without us: tantivy's plain BM25, and SQLite's full-text index."""

import sqlite3

from bench.shelves import Films
from entracte.index import plain
from entracte.index.asked import asked
from entracte.index.plan import Plan, Vocabulary
from entracte.index.search import Index
from entracte.model import Id, slug


class PlainBm25:
    """Any of the words, by BM25; no phrase, no spelling, no likeness."""

    def __init__(self, index: Index) -> None:
        self.view = index.view()
        self.vocabulary = Vocabulary(self.view)

    def five(self, query: str) -> list[tuple[Id, int, str]]:
        plan = Plan(self.view, asked(query), self.vocabulary, {})
        found = self.view.read([address for _, address in plan.any(5, spelling=False)])
        return [(each.film.id, each.unit.start, each.unit.text) for each in found]


class Fts5:
    """Any of the words, by SQLite's BM25, in memory."""

    def __init__(self, of: Films) -> None:
        self.db = sqlite3.connect(":memory:")
        self.db.execute(
            "create virtual table lines using fts5 (text, film unindexed, start unindexed,"
            " tokenize = 'unicode61 remove_diacritics 2')"
        )
        rows = ((line.text, slug(film), line.start) for film, lines in of.items() for line in lines)
        self.db.executemany("insert into lines values (?, ?, ?)", rows)

    def five(self, query: str) -> list[tuple[Id, int, str]]:
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(plain.tokens(query)))
        if not words:
            return []
        return self.db.execute(
            "select film, start, text from lines where lines match ? order by rank limit 5",
            (words,),
        ).fetchall()
