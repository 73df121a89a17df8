"""The break-up map as SVG: when each cell of the polar grid broke first."""

import math

from tfcollab.exam.breakup_map import quadrant_names
from tfcollab.exam.frame import Eye
from tfcollab.exam.result import BreakupMap
from tfcollab.report import palette
from tfcollab.report.svg import FONT, text

_WIDTH, _HEIGHT = 288.0, 236.0
_RADIUS = 84.0
#: radius of the central disc that carries no rings, as a share of the map's
_HOLE = 0.12


def cell_text(time_s: float) -> str:
    """`4.2 s`, `stable` or `not seen`."""
    if math.isnan(time_s):
        return "not seen"
    return "stable" if math.isinf(time_s) else f"{time_s:.1f} s"


def map_svg(breakup: BreakupMap, eye: Eye) -> str:
    """The map of one measurement, 288 × 236 units, with each quadrant's name and earliest time beside it."""
    annuli, sectors = breakup.times_s.shape
    step = (1 - _HOLE) / annuli
    cells = [
        _cell(float(breakup.times_s[a, s]), _HOLE + a * step, _HOLE + (a + 1) * step, s / sectors, (s + 1) / sectors)
        for a in range(annuli)
        for s in range(sectors)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" width="{_WIDTH:g}" '
        f'height="{_HEIGHT:g}" {FONT}>{hatch()}'
        f'<g transform="translate({_WIDTH / 2:g} {_HEIGHT / 2:g})"><g stroke="#ffffff" stroke-width="0.6">'
        f'{"".join(cells)}</g><circle r="{_RADIUS:g}" fill="none" stroke="{palette.MUTED}" stroke-width="0.8"/></g>'
        f"{_side_labels(breakup, eye)}</svg>"
    )


def legend_svg() -> str:
    """Time classes, stable and not seen, in one row of 480 × 26 units."""
    parts, x = [], 0.0
    entries = [*time_classes(), ("stable", palette.STABLE), ("not seen", "url(#hatch)")]
    for label, fill in entries:
        parts.append(
            f'<rect x="{x:g}" y="5" width="14" height="14" fill="{fill}" stroke="{palette.MUTED}" stroke-width="0.5"/>'
        )
        parts.append(text(x + 18, 16, label, size=11))
        x += 26 + 5.6 * len(label)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 0 {x:g} 24" width="{x:g}" height="24" {FONT}>'
        f"{hatch()}{''.join(parts)}</svg>"
    )


def time_classes() -> list[tuple[str, str]]:
    """Legend entries of the time classes, with the unit."""
    return [(f"{label} s", colour) for label, colour in palette.time_class_labels()]


def hatch() -> str:
    """The pattern `#hatch` of what was not seen."""
    return (
        '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="5" height="5" fill="{palette.NOT_SEEN}"/>'
        f'<line x1="0" y1="0" x2="0" y2="5" stroke="{palette.NOT_SEEN_HATCH}" stroke-width="1.6"/></pattern></defs>'
    )


def _cell(time_s: float, inner: float, outer: float, start: float, end: float) -> str:
    """An annular sector; radii as shares of the map's, angles as shares of a turn, clockwise from 12 o'clock."""
    fill = (
        palette.STABLE if math.isinf(time_s) else "url(#hatch)" if math.isnan(time_s) else palette.time_colour(time_s)
    )
    r0, r1 = inner * _RADIUS, outer * _RADIUS
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = (
        (r * math.sin(turn), -r * math.cos(turn))
        for r, turn in ((r0, math.tau * start), (r1, math.tau * start), (r1, math.tau * end), (r0, math.tau * end))
    )
    return (
        f'<path fill="{fill}" d="M{ax:.2f} {ay:.2f}L{bx:.2f} {by:.2f}A{r1:.2f} {r1:.2f} 0 0 1 {cx:.2f} {cy:.2f}'
        f'L{dx:.2f} {dy:.2f}A{r0:.2f} {r0:.2f} 0 0 0 {ax:.2f} {ay:.2f}Z"/>'
    )


def _side_labels(breakup: BreakupMap, eye: Eye) -> str:
    (x, y), beyond = (_WIDTH / 2, _HEIGHT / 2), _RADIUS + 6
    top, right, bottom, left = quadrant_names(eye)
    places = (
        (top, x, y - beyond - 12, "middle"),
        (right, x + beyond, y - 4, "start"),
        (bottom, x, y + beyond + 8, "middle"),
        (left, x - beyond, y - 4, "end"),
    )
    labels = []
    for name, at_x, at_y, anchor in places:
        labels.append(text(at_x, at_y, name, size=10, colour=palette.MUTED, anchor=anchor))
        labels.append(text(at_x, at_y + 12, cell_text(breakup.quadrants_s[name]), size=11, anchor=anchor))
    return "".join(labels)
