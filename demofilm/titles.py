"""The words of the title cards and end cards, drawn from the film's data."""

from .story import (
    BALLET_CONDUCTOR,
    BALLET_CREDITS,
    BALLET_ROLES,
    BALLET_TITLE,
    FILM_CREDITS,
    ORCHESTRA,
    PEOPLE,
)

TITLE_CARDS = {
    "makers": ("THE MAKERS", [(part, name) for part, _, name in FILM_CREDITS[:5]]),
    "players": ("THE PLAYERS", [(p.name, p.played_by) for p in PEOPLE]),
}
_conductor = FILM_CREDITS[6][2]
END_FILM = (
    "THE FILM", "The Red Shoes, a shadow play",
    [(part, name) for part, _, name in FILM_CREDITS[:6]] + [None]
    + [(ORCHESTRA, f"conducted by {_conductor}"), None]
    + [(p.name, p.played_by) for p in PEOPLE[:3]],
)
END_BALLET = (
    "THE BALLET WITHIN", BALLET_TITLE,
    [(part, name) for part, _, name in BALLET_CREDITS] + [None] + list(BALLET_ROLES) + [None]
    + [(ORCHESTRA, f"conducted by {BALLET_CONDUCTOR}")],
)
LAST = ("THE END", "The shoes dance on.", "Cut from black paper, MMXXVI")


def card_text(card):
    """A card's words, line by line, as a reader of the picture should find them."""
    lines = [card[0]]
    if isinstance(card[1], str):
        lines.append(card[1])
    for row in card[-1]:
        if row:
            lines.append(f"{row[0]} {row[1]}")
    return lines
