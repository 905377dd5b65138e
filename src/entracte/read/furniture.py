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
    |(?:join|subscribe\ to)\ our\ (?:mailing\ list|newsletter|community|channel)
    |(?:page|seite|página)\ \d+(?:\ (?:of|von|sur|de)\ \d+)?
    |(?:back|return)\ to\ (?:results|search(?:\ results)?|the\ list|list|all\ \w+|top|overview)
    |[★☆✩✭⭐]{1,10}.{0,40}|\d[\d.,]*\ (?:ratings?|votes|likes|views|followers|watchlists)
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
_LIKE_THIS: Final = re.compile(  # "More like this: Laura | Gilda"
    r"(?:more like this|you (?:may|might) also like|related (?:films|movies|titles)|"
    r"similar (?:films|movies|titles)|people also watched)\s?:[^|·•\n]{1,80}"
    r"(?:[|·•][^|·•\n]{1,80}){1,12}",
    re.IGNORECASE,
)
_ROW_OF_TABS: Final = re.compile(  # "THE ICE PILOT ▸ Overview ▸ Cast ▸ Clips"
    r"(?P<head>[^\n▸▹►>]{0,80}?)[ \t]*(?P<tabs>[▸▹►>][ \t]*"
    r"(?:Overview|Home|About|Cast|Crew|Clips|Videos?|Trailers?|Photos?|Images|Gallery|News|Reviews|Quotes|Trivia|Shop|Store|Forum|Synopsis|Details)"
    r"(?:[ \t]*[▸▹►>][ \t]*[A-Z][\w&' -]{1,24}){2,12})[ \t]*"
)
_REVISION: Final = re.compile(
    r"(?:This is an? (?:old|archived|cached) (?:revision|version|copy) of (?:this|the) "
    r"(?:page|article)[^.\n]{0,120}\."
    r"|You are (?:viewing|reading) an? (?:old|archived) (?:revision|version)[^.\n]{0,120}\.)"
    r"[ \t]*"
)
_TOOLS_IN_TEXT: Final = re.compile(
    r"[ \t]*(?<![\w|])(?:\[[ ]?)?(?:edit|talk|history|source|discuss|discussion)"
    r"(?:[ ]?[|·•][ ]?(?:edit|edit source|talk|history|view|source|discuss|discussion|watch)){1,5}"
    r"(?:[ ]?\])?(?=[ \t]+[A-ZÀ-Þ\"“]|[ \t]*$)"
)
_TAIL: Final = re.compile(
    r"(?<=[.!?…\"”’)])[ \t]?(?:\(?(?:Read|Show|See|View) (?:[Mm]ore|[Ll]ess)\)?|Download App|"
    r"Weiterlesen|Lire la suite|Leer más|Advertisement|ADVERTISEMENT)[ \t.…»>]*$"
)
# The frame of an encyclopaedia's page: its tabs and tools, one or several in a row ...
_TABS: Final = (
    r"(?:Article|Talk|Discussion|Read|Edit(?: source| this page| links)?|View(?: history| source)|"
    r"Navigation(?: menu)?|"
    r"History|Tools|Main [Pp]age|Contents|Current events|Random (?:article|page)|Contact us|Donate|"
    r"Create account|Log in|Sign in|Search|Languages|\d+ languages|Add languages|Special pages|"
    r"What links here|Related changes|Upload file|Permanent link|Page information|Cite this page|"
    r"Download as PDF|Printable version|Recent changes|Community portal|Watch|Appearance|"
    r"Lesen|Bearbeiten|Quelltext bearbeiten|Versionsgeschichte|Diskussion|Lire|Modifier|"
    r"Modifier le code|Voir l['’]historique|Leer|Editar|Ver historial|Leggi|Modifica|Cronologia|"
    r"Toggle the table of contents|\[hide\]|\[show\])"
)
_SURE_TABS: Final = re.compile(
    r"View history|Edit source|Versionsgeschichte|historique|Ver historial|"
    r"Navigation menu|What links here|Cite this page|Random article|Toggle the table|"
    r"Printable version|View source"
)
_TOOLS: Final = re.compile(rf"(?:{_TABS}(?:[ \t]*[|·•–—/][ \t]*|[ \t]+|$|(?=[.,]))){{2,20}}")
# ... where the text comes from, and notes to the reader about other pages.
_FROM: Final = (
    r"(?:From|Retrieved from|Aus|Von|De|Da) [A-ZÀ-Þ][\w’' -]{1,40}, (?:the|a|der|die|la|l['’]|el) ?"
    r"(?:(?:free|open|freien?|libre|libera)[\w ’'-]{0,25}?)?"
    r"(?:[Ee]ncyclop(?:a|æ)?edia|encyclopédie|enciclopedia|Enzyklopädie|wiki|database|film guide)"
    r"(?: libre| libera)?"
    r"|From [A-ZÀ-Þ]\w{1,30}pedia"
    r"|Un article de [A-ZÀ-Þ]\w{1,30}, l['’]encyclopédie libre"
)
_HATNOTE: Final = (
    r"(?:Not to be confused with|For (?:other uses|the [^.\n]{2,60}|other [^.\n]{2,40}), see|"
    r"(?:This (?:article|page) is about|Nicht zu verwechseln mit|Ne doit pas être confondu avec)|"
    r"For other uses of|\(?Redirected from|You are reading|Dieser Artikel behandelt)[^\n]{1,200}?"
    r"(?:\.(?:[ ]For [^.\n]{2,100}\.)?|\)|$)"
)
_NOTICES: Final = (
    r"(?:Jump|Skip) to(?: ?:)? (?:navigation|content|search|main content)"
    r"(?:,? ?(?:Jump to )?(?:search|navigation))?"
    r"|From (?:Wikipedia|Wikiquote|the [\w ]{1,30}wiki)|Retrieved from [\"“]?https?://\S{1,200}"
    r"|(?:\[hide\][ ])?Contents[ ]\[(?:hide|show)\]"
    r"|Zur Navigation springen(?: Zur Suche springen)?|Aller à la navigation|Ir a la navegación"
    r"|This (?:article|section) (?:needs|has|does not|possibly|may|relies|includes)\b[^\n]{1,220}"
    r"|(?:\()?Learn how and when to remove this(?: template)? message(?:\))?\.?"
    r"|This page was last (?:edited|modified|changed)\b[^\n]{1,160}"
    r"|Text is available under\b[^\n]{1,240}|(?:Hidden )?[Cc]ategor(?:y|ies): ?[^\n.]{1,300}"
    r"|Coordinates: ?[^\n]{1,80}|Please enable JavaScript\b[^\n]{0,120}"
    r"|Your browser does not support\b[^\n]{0,120}|Contents \[(?:hide|show)\]"
)
_FRAME: Final = re.compile(rf"[ \t]*(?:{_FROM}|{_HATNOTE}|{_NOTICES})[ \t]*\.?[ \t]*")
_EDGE_FRAME: Final = re.compile(
    rf"(?P<tools>(?:^|(?<=[\s–—|·])){_TOOLS.pattern})"
    rf"|(?P<from>(?:{_FROM})(?=[ \t]*(?:$|[–—|·]|Jump|Skip"
    r"|Article[ ]Talk)))"
)


_GLUED: Final = re.compile(  # "Download AppIn this classic": a button stuck to the text behind it
    r"[ \t]*(?:(?:Download|Get the|Open in) App|Advertisement|ADVERTISEMENT|Read [Mm]ore|Log in|"
    r"Sign in|Share this|Skip to content|Jump to navigation)(?=[A-ZÀ-Þ\"“][\w’']*[ ,])"
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
    several = sum(1 for line in lines if line["text"].strip()) > 1
    top = next((i for i, line in enumerate(lines) if line["text"].strip()), 0)
    for number, line in enumerate(lines):
        words_of = line["text"].strip()
        if not words_of or line["text"].startswith("    "):
            continue
        key = _key(words_of)
        if _LINK.fullmatch(key) and number + 1 < len(lines) and _heads(lines, number):
            yield Change(line.start(), line.end(), "", Mend.FURNITURE)
            continue
        if several and (framed := _framed(line["text"], number == top)):
            start, end = framed
            whole = start == 0 and end == len(line["text"])
            at = line.start()
            yield Change(at + start, line.end() if whole else at + end, "", Mend.FURNITURE)
            continue
        if (
            (len(words_of) < _PROSE and _LINES.fullmatch(key) and _alone(lines, number, key))
            or _notice(words_of)
            or _menu(words_of)
            or (often[key] > 1 and _asks(words_of) and len(words_of.split()) <= 6)
            or (often[key] > 2 and key not in used and _frames(lines, number))
        ):
            yield Change(line.start(), line.end(), "", Mend.FURNITURE)
            continue
        if cut := _set_in(line["text"]):
            yield Change(line.start() + cut[0], line.start() + cut[1], "", Mend.FURNITURE)
            continue
        glued = _GLUED.match(line["text"])
        if glued and len(words_of) > 30:
            yield Change(line.start(), line.start() + glued.end(), "", Mend.FURNITURE)
            continue
        tail = _TAIL.search(line["text"])
        if tail and len(words_of) > 30:
            at = line.start()
            yield Change(at + tail.start(), at + tail.end(), "", Mend.FURNITURE)


def _set_in(line: str) -> tuple[int, int] | None:
    """Where tabs, tools or a notice of the site stand in the first words of a line of text."""
    if found := _REVISION.match(line[:400]):
        return found.span()
    if tabs := _ROW_OF_TABS.fullmatch(line[:500]):
        return tabs.end("head"), len(line)
    tools = _TOOLS_IN_TEXT.search(line[:600])
    return tools.span() if tools and tools.end() < 590 else None


_SITE_NAME: Final = re.compile(
    r"[ \t]+[–—|-][ \t]+(?:Wikipedia|(?:[A-ZÀ-Þ][\w’'-]{1,30},? ){1,3}(?:the|die|l['’]|la) ?"
    r"(?:free|freie|libre|libera)? ?"
    r"(?:[Ee]ncyclop(?:a|æ)?edia|encyclopédie|enciclopedia|Enzyklopädie)(?: libre| libera)?"
    r"|[\w’ -]{0,30}\bWiki(?:[ ]?[|–-][ ]?Fandom)?|Fandom)[ \t]*(?:\{\{[\w ]{0,30})?$"
)


_LINK: Final = re.compile(r"(?:see )?(?:the )?full cast(?: (?:and|&) crew)?|all cast(?: & crew)?")


def _heads(lines: list[re.Match[str]], number: int) -> bool:
    """Whether what follows is a heading, so that this line is a link to another page."""
    after = next((each["text"].strip() for each in lines[number + 1 :] if each["text"].strip()), "")
    return len(after.split()) <= 3 and re.search(r"[:.|…]| as ", after) is None


def _framed(line: str, top: bool) -> tuple[int, int] | None:
    """Where the frame of an encyclopaedia's page stands in a line: all of it, or its edge."""
    if len(line) > 600 and not top:
        return None
    if _FRAME.fullmatch(line[:600]) and len(line) <= 600:
        return 0, len(line)
    if top and len(line) < 160 and (site := _SITE_NAME.search(line)):
        return site.start(), len(line)
    for found in _EDGE_FRAME.finditer(line[:600]):
        if found.lastgroup == "tools" and _SURE_TABS.search(found[0]) is None:
            continue
        start, end = found.start(), found.end()
        for more in (_FRAME, _TOOLS, _FRAME):
            skip = len(line) - len(line[end:].lstrip(" \t")) if line[end:].strip() else end
            if rest := more.match(line[skip : skip + 600]):
                end = skip + rest.end()
        head, tail = line[:start].rstrip(" \t–—|·-"), line[end:].strip()
        if not tail and len(head.split()) <= 10:  # a title, then the tabs
            return len(head), len(line)
        if not head:
            return 0, end
    return None


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


_HOME: Final = re.compile(
    r"home|startseite|accueil|inicio|start|homepage|(?:[\w-]{1,40}\.){1,3}[a-z]{2,10}"
)


_LINKED: Final = re.compile(r"\[([^\[\]\n]{1,60})\]\([^()\s]{0,200}\)")  # in Markdown


def _menu(line: str) -> bool:
    """``Home | Films | Log in``: short items in a row, one of them a button."""
    line = _LINKED.sub(r"\1", line)
    items = re.split(r"\s*[|·•>›»▸▹]\s*|[ \xa0]{2,6}", line.strip(_SIGNS + "▸▹"))
    if len(items) == 2 and re.search(r"\s[|·•]\s", line) and len(line) < 60:
        return all(_LINES.fullmatch(_key(each)) for each in items)
    trail = 1 < len(items) < 7 and re.search(r"\s[>›»]\s", line) is not None
    if trail and _HOME.fullmatch(items[0].lower()) and len(line) < 140:
        return True  # "Home > Films > The Salt Road"
    short = 2 < len(items) < 12 and all(0 < len(each.split()) <= 3 for each in items)
    buttons = sum(_LINES.fullmatch(_key(each.strip("*_ "))) is not None for each in items)
    most = 1 < len(items) < 12 and buttons * 3 >= 2 * len(items) and len(line) < 140
    return (short and buttons > 0) or most


def _notice(line: str) -> bool:
    if len(line) > 400:
        return False
    if _LIKE_THIS.fullmatch(line):
        return True
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
