"""The page as one file to keep: nothing to install, nothing fetched, readable in any browser."""

import re
from base64 import b64encode
from dataclasses import dataclass

from entracte.model import Digest, Page
from entracte.plugins import Fetch, Wish
from entracte.view import html

_WHOLE = 1_000_000  # characters: texts are printed in full, so that every place can be followed
_FACE = re.compile(r"@font-face\{[^}]*\}")
_URL = re.compile(r"url\((fonts/[\w.-]+)\)")


@dataclass(frozen=True)
class _Inside:
    """Everything the page needs, inside the page."""

    page: Page
    fetch: Fetch
    wide: bool  # whether letters beyond Western European ones are needed
    whole: int = _WHOLE

    def asset(self, name: str) -> str:  # noqa: ARG002 - a file has no addresses
        return ""

    def still(self, still: Digest) -> str:
        return _data("image/jpeg", self.fetch(still))

    def strip(self) -> str:
        return _data("image/svg+xml", html.strip_svg(self.page).encode())

    def styles(self) -> str:
        return ""

    def inline(self) -> str:
        fonts = _FACE.sub(self._face, html.asset("fonts.css").decode())
        sheets = html.asset("page.css").decode()
        paper = html.asset("print.css").decode()
        page_rule, _, rest = paper.partition("\n:root")
        theme = html.theme_css(self.page)
        return f"{fonts}\n{sheets}\n{theme}\n@media print{{\n:root{rest}}}\n{page_rule}"

    def _face(self, found: re.Match[str]) -> str:
        face = found.group()
        if "-latin-ext" in face and not self.wide:
            return ""
        return _URL.sub(lambda url: f"url({_data('font/woff2', html.asset(url[1]))})", face)

    def film(self) -> str:
        return ""

    def captions(self) -> tuple[tuple[str, str, str], ...]:
        return ()

    def text(self, letter: str) -> str:  # noqa: ARG002 - the same
        return ""

    def home(self) -> str:
        return ""

    def find(self) -> str:
        return ""

    def bars(self) -> str:
        return ""

    def person(self, name: str) -> str:  # noqa: ARG002 - the same
        return ""

    def api(self) -> str:
        return ""


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"


@dataclass(frozen=True)
class Html:
    """``entracte export FILM html``."""

    name: str = "html"
    forms: tuple[str, ...] = ("html",)
    profiles: tuple[str, ...] = ()
    says: str = "the page as one file, with its pictures and typefaces, for any browser"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (one way)
        """UTF-8. Texts in full, stills and typefaces as data; no script, nothing from outside."""
        text = html.film_html(page, _Inside(page, fetch, wide=False))
        if any("\u0100" <= letter < "\u2000" for letter in text):
            text = html.film_html(page, _Inside(page, fetch, wide=True))
        return text.encode("utf-8", "replace")


exporter = Html()
