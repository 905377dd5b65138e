"""The whole page as JSON, as it is kept: for scripts, and for whoever reads the schema."""

import msgspec

from entracte.model import Page
from entracte.plugins import Fetch, Wish


class JsonExporter:
    name = "json"
    forms = ("json",)
    profiles = ()
    says = "the whole page as data, with every claim and its evidence"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (no pictures)
        plain = msgspec.to_builtins(page, str_keys=True)
        return msgspec.json.format(msgspec.json.encode(plain, order="deterministic"), indent=2)


exporter = JsonExporter()
