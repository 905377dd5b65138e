"""The screenplay: scenes as they were written, before there was a film to time them by."""

from typing import TypeAlias

from entracte.model.text import Passage
from entracte.model.value import Value


class Action(Value, tag="action"):
    """What is to be seen."""

    words: str
    passage: Passage


class Speech(Value, tag="speech"):
    """What someone is to say. ``passage`` covers the words, ``cue`` is the name as written."""

    cue: str
    words: str
    passage: Passage
    aside: str = ""  # "(softly)", without its brackets


class Written(Value):
    """A scene of the screenplay."""

    heading: str  # "INT. STAGE - NIGHT"; empty for what stands before the first heading
    passage: Passage
    elements: tuple["Action | Speech", ...] = ()


Element: TypeAlias = Action | Speech


class Script(Value):
    scenes: tuple[Written, ...] = ()

    @property
    def speeches(self) -> tuple[Speech, ...]:
        found = (each for scene in self.scenes for each in scene.elements)
        return tuple(each for each in found if isinstance(each, Speech))
