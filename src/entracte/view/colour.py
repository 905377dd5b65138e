"""The page's colours: one hue, taken from the film, and every pair of them readable.

Colours are reckoned in OKLCH (Ottosson, "A perceptual color space for image processing", 2020),
where lightness means what the eye means; contrast is that of WCAG 2.2, 1.4.3.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin
from typing import TypeAlias

from entracte.model import Shot

Rgb: TypeAlias = tuple[int, int, int]  # sRGB, 0 to 255
READABLE = 4.5  # WCAG 2.2 AA, for text of any size

_BINS = 36
_WARM = 62.0  # the hue of paper: for films without colour and for no film at all


@dataclass(frozen=True)
class Hue:
    """The colour of a film: hue in degrees and chroma, both of OKLCH."""

    hue: float
    chroma: float


@dataclass(frozen=True)
class Theme:
    """Names and colours (``#rrggbb``) of a dark and of a light page."""

    dark: tuple[tuple[str, str], ...]
    light: tuple[tuple[str, str], ...]

    def css(self) -> str:
        """Custom properties: light unless the reader's system or the reader asks for dark."""
        dark = _properties("dark", self.dark)
        return (
            f":root{{{_properties('light', self.light)}}}\n"
            f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
            f":root[data-theme=dark]{{{dark}}}\n"
        )


def _properties(scheme: str, colours: tuple[tuple[str, str], ...]) -> str:
    # A dark page lets the still fade out of it and the title run over that; on paper it is fog.
    fade = "--fade:#0000;--lap:-6vw;" if scheme == "dark" else "--fade:#000;--lap:0;"
    return f"color-scheme:{scheme};{fade}" + "".join(
        f"--{name}:{value};" for name, value in colours
    )


def to_oklch(rgb: Rgb) -> tuple[float, float, float]:
    """Lightness 0 to 1, chroma, hue in degrees."""
    r, g, b = (_linear(value / 255) for value in rgb)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    mid = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    light = 0.2104542553 * long + 0.7936177850 * mid - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * mid + 0.4505937099 * short
    b_ = 0.0259040371 * long + 0.7827717662 * mid - 0.8086757660 * short
    return light, hypot(a, b_), degrees(atan2(b_, a)) % 360


def from_oklch(light: float, chroma: float, hue: float) -> Rgb:
    """The sRGB colour; where the screen cannot show it, the same with less chroma."""
    for step in range(21):
        channels = _channels(light, chroma * (1 - step / 20), hue)
        if all(-1e-4 <= value <= 1 + 1e-4 for value in channels):
            break
    r, g, b = (round(255 * _curved(min(1.0, max(0.0, value)))) for value in channels)
    return r, g, b


def _channels(light: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    mid = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * mid + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * mid - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * mid + 1.7076147010 * short,
    )


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _curved(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)


def contrast(one: Rgb, other: Rgb) -> float:
    """The WCAG contrast ratio, 1 to 21."""
    lights = sorted(
        0.2126 * _linear(r / 255) + 0.7152 * _linear(g / 255) + 0.0722 * _linear(b / 255)
        for r, g, b in (one, other)
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def hex_(rgb: Rgb) -> str:
    """As CSS writes it: ``#rrggbb``."""
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def hue_of(shots: Iterable[Shot]) -> Hue:
    """The hue in which the film spends most of its time and colour; warm grey when in none.

    Each shot counts by how long it lasts and how colourful it is; near black and near white do not
    count, for their hue is noise. The winner is the strongest twelfth of the circle.
    """
    bins = [(0.0, 0.0, 0.0)] * _BINS  # weight, and the hue as a vector
    colour = time = 0.0
    for shot in shots:
        light, chroma, hue = to_oklch(shot.colour)
        long = shot.span.end - shot.span.start
        if not 0.1 <= light <= 0.95:
            continue
        time += long
        colour += chroma * long
        i = int(hue / 360 * _BINS) % _BINS
        weight, x, y = bins[i]
        part = chroma * long
        angle = radians(hue)
        bins[i] = (weight + part, x + part * cos(angle), y + part * sin(angle))
    if not time or colour / time < 0.018:
        return Hue(_WARM, 0.012)
    best = max(range(_BINS), key=lambda i: sum(bins[(i + d) % _BINS][0] for d in (-1, 0, 1)))
    near = [bins[(best + d) % _BINS] for d in (-1, 0, 1)]
    hue = degrees(atan2(sum(y for _, _, y in near), sum(x for _, x, _ in near))) % 360
    return Hue(hue, min(0.16, max(0.03, 1.6 * colour / time)))


def theme(hue: Hue) -> Theme:
    """Both schemes. Every text colour reads at ``READABLE`` or better on all it may stand on."""
    c, h = hue.chroma, hue.hue
    tint = max(0.6, min(1.0, c / 0.08))
    accent = max(c, 0.035)

    def scheme(dark: bool) -> tuple[tuple[str, str], ...]:
        bg = from_oklch(0.155 if dark else 0.968, (0.016 if dark else 0.008) * tint, h)
        panel = from_oklch(0.205 if dark else 0.935, (0.022 if dark else 0.012) * tint, h)
        chip = from_oklch(0.29 if dark else 0.89, min(accent, 0.06), h)
        warned = from_oklch(0.26 if dark else 0.93, 0.035, 75)
        grounds = (bg, panel, chip, warned)
        step = 0.01 if dark else -0.01

        def text(light: float, chroma: float, tone: float) -> Rgb:
            return _until(light, step, lambda at: from_oklch(at, chroma, tone), grounds)

        button = from_oklch(0.62 if dark else 0.46, max(accent, 0.05), h)
        light_ink, dark_ink = from_oklch(0.985, 0.004, h), from_oklch(0.14, 0.01, h)
        over = max((light_ink, dark_ink), key=lambda ink: contrast(ink, button))
        if contrast(over, button) < READABLE:
            away = 0.01 if over == dark_ink else -0.01
            button = _until(
                0.62 if dark else 0.46, away, lambda at: from_oklch(at, accent, h), (over,)
            )
        return tuple(
            (name, hex_(value))
            for name, value in (
                ("bg", bg),
                ("panel", panel),
                ("chip", chip),
                ("warned", warned),
                ("line", from_oklch(0.34 if dark else 0.82, 0.018 * tint, h)),
                ("ink", text(0.94 if dark else 0.22, 0.012 * tint, h)),
                ("dim", text(0.74 if dark else 0.42, 0.02 * tint, h)),
                ("accent", text(0.70 if dark else 0.46, max(accent, 0.05), h)),
                ("warn", text(0.82 if dark else 0.44, 0.1, 75)),
                ("button", button),
                ("over", over),
            )
        )

    return Theme(dark=scheme(True), light=scheme(False))


def _until(
    light: float, step: float, colour: Callable[[float], Rgb], grounds: tuple[Rgb, ...]
) -> Rgb:
    """The colour nearest to ``light`` that can be read on all of the grounds."""
    found = colour(light)
    while min(contrast(found, ground) for ground in grounds) < READABLE and 0 < light < 1:
        light = min(1.0, max(0.0, light + step))
        found = colour(light)
    return found
