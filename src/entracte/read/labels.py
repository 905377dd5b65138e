"""Dialogue that was run together: ``to dance?Vicky: Why do you want to live?Lermontov: Well``."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from entracte.model import Mend
from entracte.read.joins import words
from entracte.read.proof import Change
from entracte.read.sentences import Sentence, sentences


class _Label(NamedTuple):
    edge: int  # where the speech before it ends
    start: int  # where the name begins
    end: int  # after the colon
    name: str

    @property
    def glued(self) -> bool:
        return self.edge == self.start


_NAME: Final = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]{0,24}"
_LABEL: Final = re.compile(
    rf"(?:(?:(?<=[.?!:…)\]—–])|(?<=[.?!…][\"”’']))[ \t]{{0,3}}|^[ \t]{{0,8}})"
    rf"(?P<name>(?:(?:Mr|Mrs|Ms|Dr|St|Sir)\.? )?{_NAME}(?: {_NAME}){{0,2}})"
    rf"(?: \([^()\n]{{1,40}}\))? ?:(?![/\d])(?=[ \t]?\S)"
)
_PROPER: Final = re.compile(r"(?<=[a-zà-ÿ,] )(?P<name>[A-ZÀ-ÖØ-ÞĀ-Ž][\w’-]+)(?![\w:])")
_OPENING: Final = re.compile(rf"(?:^|(?<=[.?!] ))(?P<name>{_NAME}) [a-z]{{3,}}", re.MULTILINE)
_NOBODY: Final = words(
    """note notes context re fwd subject source sources cast director producer writer music trivia
    quote quotes synopsis plot summary warning example answer question ps nb cc bcc from to date
    time place where when who why how title genre runtime rating review credits starring stars
    chapter scene act part episode season page tel fax isbn url http https attention hint tip
    update edit spoiler spoilers remarks comment comments verdict release released country language
    year studio location locations theme themes"""
)
_SECOND: Final = re.compile(
    r"\b(?:I|I['’]\w+|me|my|mine|you|you['’]\w+|your|yours|we|we['’]\w+|us|our|let['’]s|don['’]t|"
    r"ich|du|mich|dich|mir|dir|wir|je|tu|moi|toi|nous|vous|yo|tú)\b"
)
_THIRD: Final = words("He She They It Er Sie Il Elle Ils Elles")
_NO_NAMES: Final = words(
    """he she they it er sie il elle ils elles i we you the a an this that these those there here in
    on at after before when while as but and or so if then later once during with for from by of
    to his her its their my your our who what where why how not no one two three some many most
    all each both another nobody nothing everybody everything somebody"""
)
_OF_THEM: Final = re.compile(r"\b(?:he|she|they|him|them|er|sie|il|elle|ils|elles)\b")
_OF_THINGS: Final = re.compile(
    r"(?:It|That|This|These|Those|There|And|But|So|Nothing|Everything|Nobody|Everybody|Es|Das|"
    r"C['’]est|Ça|Eso|Esto)\b"
)
_SUBJECT: Final = re.compile(r"[\"“'‘]?([A-ZÀ-Þ][\w’-]*)((?: [A-ZÀ-Þ][\w’-]*)?) ([a-zà-ÿ]+)")
_RUN_ON: Final = re.compile(r"[a-zà-ÿ]{2}[.?!](?=[A-ZÀ-Þ][a-zà-ÿ]*[ ][A-Za-zÀ-ÿ][^\n]{30})")
_LINE: Final = re.compile(r"[^\r\n]+")


def labels(text: str) -> Iterator[Change]:
    """The line breaks that dialogue has lost: before each label, and before the narration after."""
    lines = [(line, _candidates(line[0])) for line in _LINE.finditer(text) if ":" in line[0]]
    lines = [(line, found) for line, found in lines if found]
    if not any(each.glued and each.start for _, found in lines for each in found) and not any(
        len(found) > 2 for _, found in lines
    ):
        return
    named = Counter(found["name"].casefold() for found in _PROPER.finditer(text))
    named.update(found["name"].casefold() for found in _OPENING.finditer(text))
    for line, found in lines:
        if re.search(r"[{};]\s*$|://|\)\s*\{", line[0]):
            continue
        spoken = _speeches(line[0], found, named)
        for each in spoken:
            if each.start:
                yield Change(line.start() + each.edge, line.start() + each.start, "\n", Mend.LABEL)
        if any(each.start for each in spoken):
            yield from _narration(line[0], line.start(), spoken, named)
        yield from _headings(line[0], line.start(), found)


def _candidates(line: str) -> list[_Label]:
    return [
        _Label(found.start(), found.start("name"), found.end(), found["name"])
        if line[: found.start()].strip()
        else _Label(0, 0, found.end(), found["name"])
        for found in _LABEL.finditer(line)
    ]


def _speeches(line: str, found: list[_Label], named: Counter[str]) -> list[_Label]:
    """Those of the labels that are speakers; none, when the line is no dialogue run together."""
    speakers = [each for each in found if each.name.casefold() not in _NOBODY]
    glued = [each for each in speakers if each.glued and each.start]
    times = Counter(each.name.casefold() for each in speakers)
    if not glued:
        alternate = len(speakers) > 2 and len(times) > 1 and max(times.values()) > 1
        return speakers if alternate else []
    known = [each for each in glued if _known(each.name, named)]
    introduced = line[glued[0].start - 1] == ":" and len({each.name for each in glued}) > 1
    if not known and not introduced and (len(times) < 2 or max(times.values()) < 2):
        return []
    several = len({each.name.casefold() for each in glued}) > 1
    sure = {each.name.casefold() for each in (glued if several else known)}
    return [each for each in speakers if each.name.casefold() in sure or _known(each.name, named)]


def _known(name: str, named: Counter[str]) -> bool:
    parts = [
        part for part in name.casefold().split() if part.rstrip(".") not in ("mr", "mrs", "dr")
    ]
    return bool(parts) and all(named[part.strip("’'")] for part in parts)


def _narration(line: str, at: int, spoken: list[_Label], named: Counter[str]) -> Iterator[Change]:
    """After the last label: where the speech is over and the text tells on."""
    if not spoken:
        return
    if spoken[-1].glued and (cut := _RUN_ON.search(line, spoken[-1].end)):
        yield Change(at + cut.end(), at + cut.end(), "\n", Mend.LABEL)
        return
    heard = sentences(line, spoken[-1].end)
    people = {part for each in spoken for part in each.name.casefold().split()}
    people |= {name for name, times in named.items() if times > 1 and name not in _NO_NAMES}
    for number, sentence in enumerate(heard[1:], 1):
        if _tells(line, sentence, people, heard[number:]):
            first = number
            if number + 1 < len(heard) and _goes_on(line, sentence, heard[number + 1], people):
                first = number + 1
            edge = heard[first - 1].end
            yield Change(at + edge, at + heard[first].start, "\n", Mend.LABEL)
            return


def _goes_on(line: str, sentence: Sentence, following: Sentence, people: set[str]) -> bool:
    """Whether a short sentence about a thing is still speech: the next one begins to tell."""
    said = line[sentence.start : sentence.end]
    if not _OF_THINGS.match(said) or len(said.split()) > 12:
        return False
    tells = _subject(line[following.start : following.end], people)
    return tells and not _subject(said, people)


def _subject(said: str, people: set[str]) -> bool:
    """Whether one of these people is what the sentence tells of."""
    first = _SUBJECT.match(said)
    return first is not None and (
        first[1].casefold() in people or first[2].strip().casefold() in people
    )


def _tells(line: str, sentence: Sentence, people: set[str], rest: list[Sentence]) -> bool:
    """Whether the sentence tells of the speakers, and is not spoken by one of them."""
    said = line[sentence.start : sentence.end]
    if _SECOND.search(said) or said[-1] in "?!":
        return False
    if _subject(said, people):
        return True
    first = _SUBJECT.match(said)
    later = line[sentence.start : rest[-1].end]
    long = len(rest) > 1 and len(later) > 120 and not _SECOND.search(later)
    if len(said.split()) < 5:
        return False
    third = first is not None and first[1] in _THIRD
    told = (third and len(later) > 80) or (len(said.split()) > 9 and _OF_THEM.search(said))
    return long or bool(told and not _SECOND.search(later))


def _headings(line: str, at: int, found: list[_Label]) -> Iterator[Change]:
    """``… of artistic demands.Context: This scene``: the label of a section, not of a speaker."""
    for each in found:
        glued = each.glued and each.start and line[each.start - 1] in '.?!”"’'
        if glued and each.name.casefold() in _NOBODY and line[each.end : each.end + 1] == " ":
            why = "the label of a section had run into the text before it"
            yield Change(at + each.start, at + each.start, "\n", Mend.DETACHED, why)
