"""A film's barcode in 64 bars: small enough that a library can show thousands."""


def band(bars: tuple[int, ...]) -> str:
    """An SVG of these colours (0xRRGGBB) side by side; neighbours of one colour are one bar."""
    paths = []
    start = 0
    for i in range(1, len(bars) + 1):
        if i == len(bars) or bars[i] != bars[start]:
            paths.append(
                f'<path fill="#{bars[start]:06x}" d="M{start} 0h{i - start}v8h-{i - start}z"/>'
            )
            start = i
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {max(len(bars), 1)} 8" '
        f'preserveAspectRatio="none" shape-rendering="crispEdges">{"".join(paths)}</svg>'
    )
