"""The few SVG pieces that both figures share."""

from xml.sax.saxutils import escape

from tfcollab.report import palette

#: the report's font, embedded in typst; elsewhere the viewer's own serif
FONT = "font-family=\"'Libertinus Serif', serif\""


def text(x: float, y: float, content: str, size: float, colour: str = palette.INK, anchor: str = "start") -> str:
    """A line of text with its base line at (x, y)."""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:g}" fill="{colour}" text-anchor="{anchor}">'
        f"{escape(content)}</text>"
    )


def line(x0: float, y0: float, x1: float, y1: float, colour: str, width: float = 0.6, dash: str = "none") -> str:
    """A straight line; `dash` as in stroke-dasharray."""
    return (
        f'<line x1="{x0:.2f}" y1="{y0:.2f}" x2="{x1:.2f}" y2="{y1:.2f}" stroke="{colour}" stroke-width="{width:g}" '
        f'stroke-dasharray="{dash}"/>'
    )


def rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A filled rectangle without outline."""
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{fill}"/>'
