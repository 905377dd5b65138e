"""Scene markers for Kodi: one press of a key goes from scene to scene.

Only markers (action 2) are written, never cuts or mutes: an edit list must not take anything out
of a film. Kodi shows no names for markers, so they stand in comments.
"""

from entracte.export.moments import moments
from entracte.model import Page
from entracte.plugins import Fetch, Wish

_MARKER = 2


class Edl:
    """``entracte export FILM edl``."""

    name = "edl"
    forms = ("edl",)
    profiles = ()
    says = "scene markers for Kodi; nothing is ever cut or muted"

    def export(self, page: Page, fetch: Fetch, wish: Wish) -> bytes:  # noqa: ARG002 (one way)
        """UTF-8; seconds with a fraction. Lines of ``##`` are comments."""
        out = ["## Scene markers of entracte; nothing is cut."]
        for each in moments(page):
            out.append(f"## {each.title}")
            out.append(f"{each.start / 1000:.3f} {_MARKER}")
        return ("\n".join(out) + "\n").encode()


exporter = Edl()
