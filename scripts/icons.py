"""Draws the app's icons from icon.svg, in the sizes that phones and desktops ask for.

``python scripts/icons.py`` after the drawing changed; needs Chromium and Playwright as tests do.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "src" / "entracte" / "view" / "static"
SIZES = (192, 512)
MARGIN = 0.12  # of a maskable icon: systems cut its corners off as they like
GROUND = "#14100e"


def main() -> int:
    drawing = (FOLDER / "icon.svg").read_text()
    chromium = sys.argv[1] if len(sys.argv) > 1 else "/usr/bin/chromium"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 512, "height": 512})
        for size in SIZES:
            for masked in (False, True):
                inner = round(size * (1 - 2 * MARGIN)) if masked else size
                page.set_viewport_size({"width": size, "height": size})
                ground = GROUND if masked else "transparent"
                page.set_content(
                    f"<style>body{{margin:0;display:grid;place-items:center;height:{size}px;"
                    f"background:{ground}}}svg{{width:{inner}px}}</style>{drawing}"
                )
                shot = Image.open(io.BytesIO(page.screenshot(omit_background=not masked)))
                name = f"icon-{size}{'-masked' if masked else ''}.png"
                shot.quantize(32).save(FOLDER / name, optimize=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
