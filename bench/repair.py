"""Text repair: mojibake from the wild, damage put into sound texts, and sound texts left alone.

``python -m bench.repair [--data DIR] [--json] [--quick]``. DIR is laid out like ``shared/data``:
``ftfy/*.json`` (cases of ftfy's own tests) and ``wikimovies/*.json`` (summaries of films). The
damage is put in by a fixed plan, so that every run measures the same texts.
"""

import json
import random
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import ftfy
from ftfy.fixes import uncurl_quotes
from rapidfuzz.distance import LCSseq

from bench.report import SHARED, CouldNotRun, Row, run
from entracte.model import GAP, Mend
from entracte.read.proof import Proof
from entracte.read.repair import mend

SEED = 1948
PLAIN = ftfy.TextFixerConfig(uncurl_quotes=False)


def mended(text: str) -> str:
    """Our text; where one ends in the middle it says so, which is no part of what is compared."""
    return mend(Proof.of(text)).text.removesuffix(f" {GAP}")


def loaded(data: Path, folder: str) -> list[Any]:
    found = sorted((data / folder).glob("*.json"))
    return [each for path in found for each in json.loads(path.read_text("utf-8"))]


def alike(ours: str, theirs: str) -> bool:
    """Equal but for straight and curly quotes, which are never exchanged here."""
    a, b = (unicodedata.normalize("NFC", uncurl_quotes(each)) for each in (ours, theirs))
    return a.replace("\xa0", " ") == b.replace("\xa0", " ")


def wild(data: Path) -> Iterator[Row]:
    listed = loaded(data, "ftfy")
    if not listed:
        return
    sound = [each for each in listed if alike(each["original"], each["fixed"])]
    sound = [each for each in sound if each.get("expect") == "pass"]
    broken = [each for each in listed if each.get("expect") == "pass" and each not in sound]
    ours = sum(_fixed(mended(each["original"]), each) for each in broken)
    theirs = sum(_fixed(ftfy.fix_text(each["original"], PLAIN), each) for each in broken)
    peer = (("ftfy", theirs / len(broken)),)
    yield Row(
        "mojibake from the wild mended",
        ours / len(broken),
        theirs / len(broken),
        n=len(broken),
        peers=peer,
        note=f"{ours} of {len(broken)}",
    )
    changed = sum(mended(each["original"]) != each["original"] for each in sound)
    theirs = sum(ftfy.fix_text(each["original"], PLAIN) != each["original"] for each in sound)
    peer = (("ftfy", theirs),)
    yield Row("sound lookalikes changed", changed, 0.0, "lower", len(sound), peer)


def _fixed(text: str, case: dict[str, str]) -> bool:
    return alike(text, case["fixed"]) or alike(text, case.get("fixed-encoding", case["fixed"]))


# Damage, each: (what the reader should see, what came)

Damage = Callable[[str, random.Random], tuple[str, str] | None]
TEMPLATES = ("{{cite web}}", "{{Cite book}}", "{{cite news|title=X|page=2}}", "{{citation needed}}")
REFS = ('<ref name="a" />', "<ref>Smith 1950, p. 3</ref>", "&lt;ref&gt;Smith&lt;/ref&gt;", "[12]")


def _put(text: str, at: int, what: str) -> tuple[str, str]:
    return text, text[:at] + what + text[at:]


def _after_sentence(text: str, dice: random.Random) -> int | None:
    spots = [each.end() for each in re.finditer(r"[a-z]{3}\.(?= [A-Z]|$)", text)]
    return dice.choice(spots) if spots else None


def citation(text: str, dice: random.Random) -> tuple[str, str] | None:
    at = _after_sentence(text, dice)
    return None if at is None else _put(text, at, dice.choice(TEMPLATES))


def reference(text: str, dice: random.Random) -> tuple[str, str] | None:
    at = _after_sentence(text, dice)
    return None if at is None else _put(text, at, dice.choice(REFS))


def citation_inside(text: str, dice: random.Random) -> tuple[str, str] | None:
    spots = [each.end() for each in re.finditer(r"[a-z]{3},(?= [a-z])", text)]
    return _put(text, dice.choice(spots), dice.choice(TEMPLATES)) if spots else None


def entities(text: str, dice: random.Random) -> tuple[str, str] | None:
    wrong = escape(text).replace("&#x27;", "&#39;")
    if dice.random() < 0.5:
        wrong = wrong.replace("&", "&amp;")
    return None if wrong == text else (text, wrong)


def mojibake(text: str, _: random.Random) -> tuple[str, str] | None:
    if text.isascii():
        return None
    try:
        wrong = text.encode().decode("cp1252")
    except UnicodeDecodeError:
        return None
    return text, wrong


def parenthesis(text: str, dice: random.Random) -> tuple[str, str] | None:
    spots = list(re.finditer(r"(?<=[A-Z][a-z]{2}) \([^()]{2,40}\)(?= [a-z]{2}|, )", text))
    if not spots:
        return None
    found = dice.choice(spots)
    before, after = text[: found.start()], text[found.end() :]
    return before + after, before + " " + after


def furniture(text: str, dice: random.Random) -> tuple[str, str] | None:
    line = dice.choice(("Advertisement", "Read more", "Download App", "Sign in", "Share this"))
    return text + "\n", text + "\n" + line + "\n"


def note(text: str, dice: random.Random) -> tuple[str, str] | None:
    at = _after_sentence(text, dice)
    return None if at is None else _put(text, at, dice.choice(("[citation needed]", "[1][2]")))


RARE = ("mojibake", "lost parenthesis")  # few texts have what they damage: more are tried
KINDS: dict[str, Damage] = {
    "citation after a sentence": citation,
    "citation inside a sentence": citation_inside,
    "reference": reference,
    "footnote": note,
    "entities": entities,
    "mojibake": mojibake,
    "lost parenthesis": parenthesis,
    "website's line": furniture,
}


def torn(text: str, dice: random.Random) -> str | None:
    """Two halves of two sentences, with a template where the rest was."""
    said = re.split(r"(?<=[a-z]{3}\.) (?=[A-Z])", text)
    pairs = [(a, b) for a, b in pairwise(said) if "," in a and len(b) > 60]
    if not pairs:
        return None
    first, second = dice.choice(pairs)
    cut = re.search(r" (?:and|but|was|is|were|has) ", second[20:])
    if cut is None:
        return None
    head = first[: first.index(",") + 1] if dice.random() < 0.5 else first.rsplit(" ", 2)[0]
    return head + dice.choice(TEMPLATES) + second[20 + cut.start() :]


def injected(data: Path, quick: bool) -> Iterator[Row]:
    films = loaded(data, "wikimovies")
    texts = [each["extract"] for each in films if each.get("extract")]
    sound = [
        each
        for each in texts
        if not re.search(r"\s\s|\s[,;.]|[\[\]{}<>|]|&\w+;|\w[.!?][A-Z]", each)
    ]
    if not sound:
        return
    dice = random.Random(SEED)
    chosen = dice.sample(sound, min(len(sound), 400 if quick else 2500))
    touched = [each for each in chosen if mended(each) != each]
    yield Row("sound summaries changed", len(touched), 0.0, "lower", len(chosen))
    kept = [0, 0]
    for name, damage in KINDS.items():
        right = total = 0
        for text in sound[::2] if name in RARE else chosen[: 200 if quick else 800]:
            pair = damage(text, dice)
            if pair is None or total >= 400:
                continue
            total += 1
            now = mended(pair[1])
            right += now == pair[0]
            kept[0] += LCSseq.similarity(now, pair[0])
            kept[1] += len(pair[0])
        if total:
            note = f"{right} of {total}"
            yield Row(f"restored exactly: {name}", right / total, 0.95, n=total, note=note)
    yield Row("characters kept in damaged summaries", kept[0] / max(kept[1], 1), 0.97, n=kept[1])
    gaps = total = 0
    for text in chosen:
        halves = torn(text, dice)
        if halves is not None and total < 400:
            total += 1
            gaps += any(each.kind is Mend.GAP for each in mend(Proof.of(halves)).repairs)
    if total:
        yield Row("halves of two sentences kept apart", gaps / total, None, n=total)


def measure(data: Path, quick: bool) -> list[Row]:
    rows = [*wild(data), *injected(data, quick)]
    if not rows:
        raise CouldNotRun(f"There is neither ftfy/ nor wikimovies/ in {data}.")
    return rows


def main() -> int:
    says = "text repair: mojibake, damage put in, sound texts left alone"
    return run("repair", says, SHARED / "data", measure)


if __name__ == "__main__":
    sys.exit(main())
