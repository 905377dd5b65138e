"""Which language a text is in: what its file name says, else a simple guess from its words."""

import re
from typing import Final

# BCP 47 tag: three-letter codes and names that stand in file names, then very common words.
_KNOWN: Final[dict[str, tuple[str, str]]] = {
    "ar": ("ara arabic", ""),
    "bg": ("bul bulgarian", ""),
    "bn": ("ben bengali", ""),
    "ca": ("cat catalan", ""),
    "cs": ("ces cze czech", "je se na že to jsem ale jak jsi tak co není proč když"),
    "da": ("dan danish", "det er jeg ikke du har hvad og til en vi der kan mig"),
    "de": ("deu ger german deutsch", "ich das ist nicht und sie wir der die was zu ein wie mir"),
    "el": ("ell gre greek", ""),
    "en": ("eng english", "the you and is to that it of what in have we this don't i'm are"),
    "es": ("spa esp spanish castellano espanol", "que de no es la el por qué un los está una lo"),
    "et": ("est estonian", ""),
    "fa": ("fas per persian farsi", ""),
    "fi": ("fin finnish", "on ei se ja en mitä että hän olen sinä minä niin oli nyt"),
    "fr": ("fra fre french francais", "je est pas le de vous que les et un la c'est qu'il ça ne"),
    "gl": ("glg galician", ""),
    "he": ("heb hebrew", ""),
    "hi": ("hin hindi", ""),
    "hr": ("hrv croatian", "je da se na što nije sam si to ne li koji bi kako"),
    "hu": ("hun hungarian", "a nem hogy az és van egy mit meg ez csak én te igen"),
    "id": ("ind indonesian", "aku yang tidak kau ini itu dan di kita apa untuk dengan ada"),
    "is": ("isl ice icelandic", ""),
    "it": ("ita italian italiano", "che di non è la il per un sono cosa una ho mi si"),
    "ja": ("jpn japanese", ""),
    "ko": ("kor korean", ""),
    "lt": ("lit lithuanian", ""),
    "lv": ("lav latvian", ""),
    "mk": ("mkd mac macedonian", ""),
    "ms": ("msa may malay", ""),
    "nb": ("nob norwegian", ""),
    "nl": ("nld dut dutch", "ik het je een de niet is van dat en wat zijn hij we"),
    "no": ("nor", "det er jeg ikke du har hva og til en vi som kan meg"),
    "pl": ("pol polish polski", "nie to się na jest że co do jak mnie tak czy dla ale"),
    "pt": ("por portuguese", "que não de é um para você eu uma isso com os ele está"),
    "ro": ("ron rum romanian", "nu să de ce este că pe în mai cu am și la un"),
    "ru": ("rus russian", ""),
    "sk": ("slk slo slovak", ""),
    "sl": ("slv slovenian", ""),
    "sq": ("sqi alb albanian", ""),
    "sr": ("srp scc serbian", ""),
    "sv": ("swe sve swedish svenska", "det är jag inte du har vad och att en vi som kan mig"),
    "ta": ("tam tamil", ""),
    "te": ("tel telugu", ""),
    "th": ("tha thai", ""),
    "tr": ("tur turkish", "bir bu ne ben var için değil sen çok mi ve o da evet"),
    "uk": ("ukr ukrainian", ""),
    "ur": ("urd urdu", ""),
    "vi": ("vie vietnamese", "không là tôi có anh em của một và được cho đi này gì"),
    "zh": ("zho chi chinese chs cht", ""),
}
_BY_NAME: Final = {name: tag for tag, (names, _) in _KNOWN.items() for name in names.split()}
_BY_WORD: Final = {tag: frozenset(words.split()) for tag, (_, words) in _KNOWN.items() if words}
_SCRIPTS: Final = (
    ("ja", "぀", "ヿ"), ("ko", "가", "힯"), ("th", "฀", "๿"), ("he", "֐", "׿"),
    ("ar", "؀", "ۿ"), ("hi", "ऀ", "ॿ"), ("bn", "ঀ", "৿"), ("ta", "஀", "௿"),
    ("te", "ఀ", "౿"), ("el", "Ͱ", "Ͽ"), ("ru", "Ѐ", "ӿ"), ("zh", "一", "鿿"),
)  # fmt: skip
_FLAGS: Final = frozenset("sdh cc forced foreign default commentary full signs songs dub".split())  # noqa: SIM905
_REGION: Final = re.compile(r"([a-z]{2,3})[-_](?:[A-Z]{2}|[A-Z][a-z]{3}|\d{3})")
_WORDS: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def named(file: str) -> str:
    """The language a file name states, as a BCP 47 tag, or ``""``.

    ``Film.en.srt``, ``Film.eng.sdh.srt``, ``Film.pt-BR.forced.srt``, ``Film.English.srt``. ``hi``
    beside another language means "for the hard of hearing"; alone it is Hindi.
    """
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    parts = re.split(r"[.\s_]+", stem)
    spaced = [part.strip("[]()") for part in parts[1:]]
    impaired = ""
    for part in reversed(spaced):
        tag = _tag(part)
        if tag == "hi" and part == "hi":
            impaired = tag
        elif tag:
            return tag
        elif part.casefold() not in _FLAGS and not part.isdigit():
            break
    return impaired


def _tag(part: str) -> str:
    if part in _KNOWN:
        return part
    region = _REGION.fullmatch(part)
    if region and (short := _tag(region[1])):
        return short + part[len(region[1]) :].replace("_", "-")
    lower = part.casefold()
    name = _BY_NAME.get(lower, "")
    return name if name and (len(lower) > 3 or part in (lower, lower.upper())) else ""


def guessed(text: str) -> str:
    """The language of these words, or ``und`` where it is not plain.

    First by script: a third of the letters in one that (almost) one language uses. Cyrillic is
    called Russian unless letters of Ukrainian stand in it, Arabic script Arabic unless Persian
    ones do. In Latin script by very common words: the language whose words make up at least 12 %
    of the text, and half as many again as those of the next.
    """
    sample = text[:40_000]
    letters = sum(map(str.isalpha, sample))
    if letters < 20:
        return "und"
    for tag, first, last in _SCRIPTS:
        count = sum(first <= character <= last for character in sample)
        if count * (10 if tag == "ja" else 3) > letters:
            return _finer(tag, sample)
    words = [word.casefold().replace("’", "'") for word in _WORDS.findall(sample)]
    if len(words) < 12:
        return "und"
    found = sorted(
        ((sum(word in known for word in words), tag) for tag, known in _BY_WORD.items()),
        reverse=True,
    )
    (most, best), (next_most, _) = found[0], found[1]
    plain = most * 100 >= 12 * len(words) and most * 2 >= next_most * 3
    return best if plain else "und"


def _finer(tag: str, sample: str) -> str:
    if tag == "ru" and any(letter in sample for letter in "іїєґ"):
        return "uk"
    if tag == "ar" and any(letter in sample for letter in "پچژگ"):
        return "fa"
    return tag
