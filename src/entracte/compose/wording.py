"""What a statement says, in one string: for lists, searches and formats without structure."""

from typing import Any

from entracte.model import Credit, Exchange, Fact, Opinion, Page, Quote


def words(says: Any, page: Page) -> str:
    """What a statement says, as one string."""
    match says:
        case Quote(words=told):
            return told
        case Exchange(turns=turns):
            return " / ".join(turn.words for turn in turns)
        case Fact(what=what, value=value):
            return f"{what}: {value}"
        case Opinion(words=told):
            return told
        case Credit(role=role, person=who, part=part, as_character=character):
            named = page.person(who)
            told = f"{named.name if named else who}, {role}"
            played = page.person(character) if character else None
            told += f" ({played.name})" if played else ""
            inside = page.part(part)
            return f"{told}: {inside.title[0].says}" if inside and inside.title else told
        case _:
            return str(says)
