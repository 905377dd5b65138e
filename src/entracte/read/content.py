"""Finds what a saved web page is about, and leaves menus, adverts and notices aside."""

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from entracte.read.markup import RAW, Token, attributes, tokens

VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)
PARAGRAPHS: Final = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "table",
        "section",
        "article",
        "main",
        "blockquote",
        "pre",
        "hr",
        "header",
        "footer",
        "aside",
        "figure",
        "nav",
        "body",
        "html",
        "fieldset",
        "details",
        "address",
        "form",
    ]
)
LINES: Final = frozenset(
    [
        "div",
        "li",
        "dt",
        "dd",
        "tr",
        "br",
        "figcaption",
        "summary",
        "caption",
        "legend",
        "option",
        "td",
        "th",
    ]
)
_CLOSED_BY: Final = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
    "p": frozenset({"p"}),
}
_NEVER: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "iframe",
        "video",
        "audio",
        "canvas",
        "object",
        "map",
        "dialog",
        "textarea",
        "xmp",
        "noembed",
        "math",
    ]
)
_ROLES: Final = frozenset(
    """navigation banner contentinfo complementary search dialog alertdialog menu menubar
    toolbar""".split()  # noqa: SIM905
)
_FURNITURE: Final = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|advert\w*|ads?|adsbygoogle|promo\w*|sponsor\w*|newsletter|"
    r"subscribe|share|sharing|social|breadcrumbs?|nav|navbar|navigation|menu|sidebar|footer|related|"
    r"recommend\w*|comments?|popup|modal|overlay|toc|editsection|reflist|references|navbox|catlinks|"
    r"printfooter|noprint|jump|skip|pagination|pager|login|signup|paywall|toolbar|tooltip|"
    r"app-banner|smartbanner|download-app|metadata|ambox|shortdescription|siteSub|sr-only|"
    r"visually-hidden|screen-reader-text|authority-control|sistersitebox|hatnote)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MAIN: Final = re.compile(
    r"(?:^|\s)(?:mw-content-text|mw-parser-output|main-content|article-body|articleBody|post-content|"
    r"entry-content|article-content|page-content|content-main)(?:$|\s)"
)
_MORE: Final = re.compile(r"(?:^|\s)(?:content|main|article|post|entry|story)(?:$|\s)")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
LARGEST: Final = 400_000  # elements looked at


class Node(NamedTuple):
    """An element: its tag's name, the element it stands in, and what its attributes say of it."""

    name: str
    parent: int
    furniture: bool
    main: int  # 3 surely the main content, 2 probably, 1 perhaps, 0 no sign of it
    marks: str = ""  # id and class


class Event(NamedTuple):
    """Text, or the edge of an element, in the order of the page."""

    kind: str  # text | paragraph | line | cell | open | close
    node: int
    start: int = 0
    end: int = 0


@dataclass
class Tree:
    """A page taken apart."""

    nodes: list[Node] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    scripts: list[tuple[int, int]] = field(default_factory=list)  # JSON-LD
    title: tuple[int, int] | None = None
    meta: dict[str, tuple[int, int]] = field(default_factory=dict)


def tree(text: str) -> Tree:
    """The elements and the text of a page, with their places. Whatever is broken is passed over."""
    page = Tree(nodes=[Node("", -1, False, 0)])
    stack: list[int] = [0]
    depth: dict[str, int] = {}
    jsonld = False
    for token in tokens(text, html=True):
        if token.kind == "text":
            if token.name == "title" and page.title is None:
                page.title = (token.start, token.end)
            elif token.name == "script" and jsonld:
                page.scripts.append((token.start, token.end))
            elif token.name not in RAW:
                page.events.append(Event("text", stack[-1], token.start, token.end))
        elif token.kind == "open" and len(page.nodes) < LARGEST:
            jsonld = _open(text, token, page, stack, depth)
        elif token.kind == "close" and depth.get(token.name):
            while page.nodes[stack[-1]].name != token.name:
                _close(page, stack, depth)
            _close(page, stack, depth)
    return page


def _open(text: str, token: Token, page: Tree, stack: list[int], depth: dict[str, int]) -> bool:
    found = attributes(text, token)
    name = token.name

    def value(attribute: str) -> str:
        return text[slice(*found[attribute])] if attribute in found else ""

    top = page.nodes[stack[-1]].name
    if top in _CLOSED_BY.get(name, ()) or (top == "p" and name in PARAGRAPHS | {"div"}):
        _close(page, stack, depth)
    elif name == "tr" and top in ("td", "th"):
        _close(page, stack, depth)
        if page.nodes[stack[-1]].name == "tr":
            _close(page, stack, depth)
    if name == "meta" and "content" in found:
        key = (value("property") or value("name")).casefold()
        if key:
            page.meta.setdefault(key, found["content"])
    marks = f"{value('id')} {value('class')}"
    furniture = (
        name in _NEVER
        or "hidden" in found
        or value("aria-hidden") == "true"
        or value("role").casefold() in _ROLES
        or bool(_HIDDEN.search(value("style")[:500]))
        or bool(_FURNITURE.search(marks[:500]))
        or (name == "sup" and "reference" in marks)
    )
    sure = name == "main" or value("role") == "main" or value("itemprop") == "articleBody"
    main = 3 if sure or _MAIN.search(marks[:500]) else 2 if name == "article" else 0
    main = main or (1 if _MORE.search(marks[:500]) else 0)
    page.nodes.append(Node(name, stack[-1], furniture, main, marks.strip()[:200]))
    node = len(page.nodes) - 1
    _edge(page, name, node, "open")
    if name in VOID or token.empty:
        return False
    stack.append(node)
    depth[name] = depth.get(name, 0) + 1
    return name == "script" and "ld+json" in value("type").casefold()


def _close(page: Tree, stack: list[int], depth: dict[str, int]) -> None:
    node = stack.pop()
    name = page.nodes[node].name
    depth[name] -= 1
    _edge(page, name, node, "close")


def _edge(page: Tree, name: str, node: int, kind: str) -> None:
    if name in PARAGRAPHS:
        page.events.append(Event("paragraph", node))
    elif name in ("td", "th"):
        page.events.append(Event("cell", node))
    elif name in LINES:
        page.events.append(Event("line" if name != "br" else "break", node))
    if name in ("li", "b", "strong"):
        page.events.append(Event(kind, node))


def shown(page: Tree) -> list[bool]:
    """For each element whether its text belongs to what the page is about."""
    size = len(page.nodes)
    words = [0] * size
    links = [0] * size
    for event in page.events:
        if event.kind == "text":
            words[event.node] += event.end - event.start
    gone = [False] * size
    linked = [False] * size
    for i, node in enumerate(page.nodes[1:], 1):
        linked[i] = node.name == "a" or linked[node.parent]
        if linked[i]:
            links[i] = words[i]
    total, all_links = words[:], links[:]
    for i in range(size - 1, 0, -1):
        total[page.nodes[i].parent] += total[i]
        all_links[page.nodes[i].parent] += all_links[i]
    for i, node in enumerate(page.nodes[1:], 1):
        large = total[i] * 2 > total[0] and node.name not in _NEVER
        gone[i] = gone[node.parent] or (node.furniture and not large)
    weight = [0] * size
    for i in range(size):
        weight[i] = 0 if gone[i] else max(0, words[i] - links[i])
    for i in range(size - 1, 0, -1):
        weight[page.nodes[i].parent] += weight[i]
    main = _main(page, weight, gone)
    inside = [False] * size
    inside[main] = True
    first = next((i for i, node in enumerate(page.nodes) if node.name == "h1" and not gone[i]), -1)
    for i, node in enumerate(page.nodes[1:], 1):
        inside[i] = inside[i] or inside[node.parent] or i == first
    return [here and not off for here, off in zip(inside, gone, strict=True)]


def _main(page: Tree, weight: list[int], gone: list[bool]) -> int:
    """The element that holds what the page is about."""
    for rank, share in ((3, 0.3), (2, 0.55), (1, 0.7)):
        marked = [
            i for i, node in enumerate(page.nodes)
            if node.main == rank and not gone[i] and weight[i] > share * weight[0] > 0
        ]  # fmt: skip
        if marked:
            return max(marked, key=lambda i: (weight[i], i))
    at = 0
    heaviest: dict[int, int] = {}
    for i, node in enumerate(page.nodes[1:], 1):
        best = heaviest.get(node.parent)
        if best is None or weight[i] > weight[best]:
            heaviest[node.parent] = i
    while (child := heaviest.get(at)) and weight[child] > 0.85 * weight[0] > 0:
        if page.nodes[child].name in ("p", "table", "ul", "ol", "tr", "tbody", "td", "span"):
            break
        at = child
    return at
