"""Reads the pages as a strict browser would: what is open, what is linked, what would run."""

from html.parser import HTMLParser

_VOID = "area base br col embed hr img input link meta source track wbr rect"
VOID = frozenset(_VOID.split())
RUNS = ("javascript:", "vbscript:", "data:text")


class Reading(HTMLParser):
    """Collects ids, links and everything inline; ``wrong`` lists what is not well-formed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.labels: list[str] = []
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.inline: list[str] = []
        self.wrong: list[str] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.wrong.extend(f"never closed: {tag}" for tag in self._open if tag not in ("li", "p"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = {name: value or "" for name, value in attrs}
        if len(given) != len(attrs):
            self.wrong.append(f"an attribute twice on {tag}")
        if "id" in given:
            self.ids.append(given["id"])
        if "href" in given:
            self.hrefs.append(given["href"])
        for name, value in given.items():
            if name.startswith("on") or name == "style":
                self.inline.append(f"{tag} {name}")
            if value.strip().lower().startswith(RUNS):
                self.inline.append(f"{tag} {name}={value[:30]}")
        for name in ("aria-labelledby", "aria-describedby", "for"):
            self.labels.extend(given.get(name, "").split())
        if tag == "script" and "src" not in given:
            self.inline.append("script")
        if tag == "style":
            self.inline.append("style")
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))
        if tag == "li" and self._open[-1:] == ["li"]:
            self._open.pop()
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul") and self._open[-1:] == ["li"]:
            self._open.pop()
        if tag in VOID:
            return
        if self._open[-1:] == [tag]:
            self._open.pop()
        else:
            self.wrong.append(f"</{tag}> while {self._open[-3:]} open")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def dangling(self) -> list[str]:
        """Links to places that are not on the page."""
        there = set(self.ids)
        found = [href for href in self.hrefs if href.startswith("#") and href[1:] not in there]
        return found + [label for label in self.labels if label not in there]
