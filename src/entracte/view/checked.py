"""A checked text as a web page of its own: each sentence marked, with what stands behind it."""

from functools import cache
from typing import Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from entracte.judge.finding import Check, Finding, Found
from entracte.model import Heard, Read, clock

_CLASS: Final = {
    Found.BORNE_OUT: "borne",
    Found.ELSEWHERE: "elsewhere",
    Found.NOT_FOUND: "open",
    Found.CONTRADICTED: "against",
    Found.MISQUOTED: "misquoted",
}
_QUOTED: Final = 400  # characters of a passage that are shown


class Shown(NamedTuple):
    """A finding as the template needs it."""

    sort: str
    kind: str
    found: str
    says: str
    why: str
    really: str
    places: tuple[tuple[str, str], ...]  # where, what stands there


def html(check: Check) -> bytes:
    """The whole file, UTF-8, with nothing to load from elsewhere."""
    titles = {source.id: source.title or source.file or source.id for source in check.sources}
    titles[check.source.id] = "the text itself"
    counts = [
        (found.value, _CLASS[found], sum(each.found is found for each in check.findings))
        for found in Found
    ]
    page = _template().render(
        film=check.film,
        title=check.source.title,
        counts=counts,
        notes=check.notes,
        findings=[_shown(each, titles) for each in check.findings],
    )
    return page.encode()


@cache
def _template() -> Template:
    around = Environment(
        loader=PackageLoader("entracte.view"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return around.get_template("check.html")


def _shown(finding: Finding, titles: dict[str, str]) -> Shown:
    places = []
    for each in (*finding.evidence, *finding.against)[:4]:
        match each:
            case Read(passage=passage):
                said = " ".join(passage.quote.split())
                said = said if len(said) <= _QUOTED else said[:_QUOTED] + " …"
                places.append((titles.get(passage.source, passage.source), said))
            case Heard(span=span):
                places.append((f"{clock(span.start)}–{clock(span.end)}", "in the film"))
            case _:
                pass
    return Shown(
        sort="" if finding.sort == "sentence" else finding.sort,
        kind=_CLASS[finding.found],
        found=finding.found.value,
        says=finding.says,
        why=finding.why,
        really=finding.really,
        places=tuple(places),
    )
