"""What belongs to the website and not to the text: buttons, menus, cookie notices."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from entracte.model import Mend
from entracte.read.joins import words
from entracte.read.proof import Change

_LINE: Final = re.compile(r"(?P<text>[^\r\n]*)(?P<end>\r?\n|\r|\Z)")
# Whole lines, in lower case, without the signs around them.
_LINES: Final = re.compile(
    r"""
    (?:download|get|open|install)(?:\ (?:the|our|in))?(?:\ free|\ mobile)?\ app(?:\ now|\ today)?
    |(?:download\ on\ the|get\ it\ on|available\ on(?:\ the)?)\ (?:app\ store|google\ play)
    |advertisements?|anzeige|werbung|publicité|publicidad|pubblicità|sponsored(?:\ content)?
    |(?:story|article)\ continues\ (?:below|after)(?:\ (?:this\ )?advertisement)?
    |(?:click\ here|tap)\ to\ (?:read|see|view|watch|expand|subscribe|download)(?:\ \w+){0,3}
    |(?:read|show|see|view|load|learn|find\ out)\ (?:more|less|all|full\ \w+)(?:\ (?:here|»|>))?
    |mehr\ (?:lesen|anzeigen|erfahren)|weiterlesen|lire\ (?:la\ suite|plus)|en\ savoir\ plus
    |voir\ plus|leer\ más|ver\ más|mostrar\ más|leggi\ (?:tutto|di\ più)|lees\ meer|läs\ mer
    |share|share\ (?:this|on|via|with)(?:\ \w+){0,4}|tweet(?:\ this)?|pin\ it
    |like\ us(?:\ on\ \w+)?
    |follow\ us(?:\ on)?(?:\ \w+){0,3}|teilen|partager|compartir|condividi|copy\ link
    |print(?:\ this\ page)?
    |(?:sign|log)\ ?(?:in|up|out)(?:\ (?:now|to|with|for)(?:\ \w+){0,4})?|register(?:\ now)?
    |my\ account
    |anmelden|einloggen|registrieren|se\ connecter|s['’]inscrire|connexion|iniciar\ sesión
    |accedi
    |subscribe(?:\ (?:now|to|today)(?:\ \w+){0,5})?|newsletter|jetzt\ abonnieren|s['’]abonner
    |suscríbete
    |(?:skip|jump|back|go)\ to\ (?:main\ )?(?:content|navigation|search|top|home)|nach\ oben
    |zum\ inhalt(?:\ springen)?|aller\ au\ contenu|retour\ en\ haut
    |accept(?:\ (?:all|cookies|all\ cookies))?|reject\ all
    |manage\ (?:cookies|preferences|consent)
    |cookie\ (?:settings|policy|preferences)|alle\ (?:cookies\ )?akzeptieren|tout\ accepter
    |aceptar\ todo
    |privacy(?:\ policy)?|terms(?:\ (?:of\ (?:use|service)|(?:and|&)\ conditions))?
    |datenschutz(?:erklärung)?
    |impressum|mentions\ légales|aviso\ legal|all\ rights\ reserved|alle\ rechte\ vorbehalten
    |(?:add|save)\ to\ (?:my\ )?(?:watchlist|favou?rites|list|collection)
    |(?:watch|play)\ (?:trailer|now|online)
    |watch\ (?:on|it\ on)(?:\ \w+){1,3}|buy\ (?:tickets|now)|rent\ or\ buy
    |(?:rate|review)\ this(?:\ \w+)?
    |write\ a\ review|leave\ a\ (?:comment|reply)|post\ (?:a\ )?comment|\d+\ comments?
    |report\ (?:this|abuse)
    |(?:you\ (?:may|might)\ also\ (?:like|enjoy|be\ interested\ in))
    |related\ (?:articles|posts|movies|videos)
    |recommended(?:\ for\ you)?|trending(?:\ now)?|popular\ now|more\ like\ this|next\ article
    |previous\ article
    |loading|toggle\ navigation|hide\ ad|remove\ ads|close\ ad|skip\ ad|turn\ off\ ads
    |go\ premium
    |(?:page|seite|página)\ \d+(?:\ (?:of|von|sur|de)\ \d+)?
    |continue\ reading|permalink|menu|contribute\ to\ this\ page|suggest\ an\ edit.{0,40}|edit\ page
    |was\ this\ (?:review|article|page)\ helpful.{0,40}|\d+\ of\ \d+\ found\ this\ helpful
    |facebook|twitter|instagram|pinterest|whatsapp|reddit|linkedin|telegram|tumblr""",
    re.VERBOSE | re.IGNORECASE,
)
_COOKIES: Final = re.compile(
    r"\b(?:(?:we|this (?:web)?site|our partners|wir|diese (?:web)?(?:seite|site)|nous|ce site|"
    r"este sitio|usamos|questo sito)\b.{0,80}"
    r"\b(?:use|uses|verwenden|verwendet|nutzen|nutzt|utilisons|utilise|"
    r"utiliza|usamos|utilizza|store|stores)\b.{0,60}\bcookies?\b|\bcookies?\b.{0,80}\b(?:accept|"
    r"consent|browser settings|experience on our (?:web)?site|zustimmen|acceptez|aceptas)\b)",
    re.IGNORECASE,
)
_RIGHTS: Final = re.compile(r"\W*(?:©|\(c\)|copyright\b).{0,80}", re.IGNORECASE)
_TAIL: Final = re.compile(
    r"(?<=[.!?…\"”’)])[ \t]?(?:\(?(?:Read|Show|See|View) (?:[Mm]ore|[Ll]ess)\)?|Download App|"
    r"Weiterlesen|Lire la suite|Leer más|Advertisement|ADVERTISEMENT)[ \t.…»>]*$"
)
# A repeated short line is furniture when it asks the reader to do something with the site.
_ASKING: Final = words(
    "download get share follow click tap watch play stream buy rent open skip try"
)
_SITE: Final = words(
    """app subscribe login newsletter advertisement ads cookies premium install notifications
    account watchlist trailer streaming download"""
)
_SIGNS: Final = " \t\xa0*•·|–—-»«>›‹<→←↓↑▼▲.…:!+×[]()"
_PROSE: Final = 80  # characters: longer lines are text


def furniture(text: str) -> Iterator[Change]:
    """The changes that take the website's own lines out, each with its line break."""
    lines = list(_LINE.finditer(text))
    often = Counter(_key(line["text"]) for line in lines if len(line["text"]) < _PROSE)
    used = _mentioned(lines) | {next((_key(line[0]) for line in lines if line[0].strip()), "")}
    for number, line in enumerate(lines):
        words_of = line["text"].strip()
        if not words_of or line["text"].startswith("    "):
            continue
        key = _key(words_of)
        if (
            (len(words_of) < _PROSE and _LINES.fullmatch(key) and _alone(lines, number, key))
            or _notice(words_of)
            or _menu(words_of)
            or (often[key] > 1 and _asks(words_of) and len(words_of.split()) <= 6)
            or (often[key] > 2 and key not in used and _frames(lines, number))
        ):
            yield Change(line.start(), line.end(), "", Mend.FURNITURE)
            continue
        tail = _TAIL.search(line["text"])
        if tail and len(words_of) > 30:
            at = line.start()
            yield Change(at + tail.start(), at + tail.end(), "", Mend.FURNITURE)


def _key(line: str) -> str:
    return " ".join(line.strip(_SIGNS).lower().split())


_NETWORKS: Final = words(
    "facebook twitter instagram pinterest whatsapp reddit linkedin telegram tumblr"
)
_AMBIGUOUS: Final = words(
    "menu share print tweet accept loading home search menu register terms privacy"
)


def _alone(lines: list[re.Match[str]], number: int, key: str) -> bool:
    """Whether a word that may also be a title or a line of dialogue stands like a button."""
    if key not in _NETWORKS and key not in _AMBIGUOUS:
        return True
    near = [
        _key(lines[at]["text"])
        for at in range(max(0, number - 2), min(len(lines), number + 3))
        if at != number and lines[at]["text"].strip()
    ]
    return any(_LINES.fullmatch(each) for each in near if len(each) < _PROSE)


def _menu(line: str) -> bool:
    """``Home | Films | Log in``: short items in a row, one of them a button."""
    items = re.split(r"\s*[|·•>›»]\s*", line.strip(_SIGNS))
    short = 2 < len(items) < 12 and all(0 < len(each.split()) <= 3 for each in items)
    return short and any(_LINES.fullmatch(_key(each)) for each in items)


def _notice(line: str) -> bool:
    if len(line) > 400:
        return False
    if "ookie" in line and _COOKIES.search(line):
        return True
    rights = _RIGHTS.fullmatch(line)
    return rights is not None and re.search(r"\b(?:19|20)\d\d\b|reserved", line) is not None


def _asks(line: str) -> bool:
    said = re.findall(r"[\w’']+", line.lower())
    if not 0 < len(said) <= 4 or line[-1] in "?!.,;:)-–—" or line.isupper():
        return False
    return said[0] in _SITE or (said[0] in _ASKING and any(each in _SITE for each in said))


def _mentioned(lines: list[re.Match[str]]) -> set[str]:
    """Short lines whose words the text itself uses: titles and names, never furniture."""
    short = {_key(line["text"]) for line in lines if 0 < len(line["text"]) < _PROSE}
    short = {key for key in short if 0 < len(key.split()) <= 6}
    sizes = {len(key.split()) for key in short}
    found: set[str] = set()
    for line in lines:
        if len(line["text"]) >= _PROSE:
            said = re.findall(r"[\w’'-]+", line["text"].lower())
            for size in sizes:
                for at in range(len(said) - size + 1):
                    run = " ".join(said[at : at + size])
                    if run in short:
                        found.add(run)
    return found


def _frames(lines: list[re.Match[str]], number: int) -> bool:
    """Whether a line stands between long texts and heads none of them."""
    line = lines[number]["text"].strip()
    if not line or line[-1] in '.?!,;:…"”’' or len(line.split()) < 2 or len(line.split()) > 6:
        return False
    if line.isupper() or re.search(r"\d|^[-*=#\[({<]|: ", line):
        return False
    before = next(
        (lines[at]["text"] for at in range(number - 1, -1, -1) if lines[at]["text"].strip()), ""
    )
    after = [each["text"] for each in lines[number + 1 : number + 6] if each["text"].strip()]
    return (
        len(before) >= _PROSE
        and (not after or len(after[0]) < _PROSE)
        and (len(after) < 2 or len(after[1]) >= _PROSE)
    )
