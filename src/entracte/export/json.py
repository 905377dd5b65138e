"""The whole page as JSON, as it is kept: for scripts, and for whoever reads the schema."""

import msgspec

from entracte.model import Page
from entracte.plugins import Fetch


class JsonExporter:
    name = "json"
    suffix = ".json"
    says = "the whole page as data, with every claim and its evidence"

    def export(self, page: Page, fetch: Fetch) -> bytes:  # noqa: ARG002 (stills are named, not held)
        plain = msgspec.to_builtins(page, str_keys=True)
        return msgspec.json.format(msgspec.json.encode(plain, order="deterministic"), indent=2)


exporter = JsonExporter()
