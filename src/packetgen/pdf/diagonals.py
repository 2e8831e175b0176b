"""Lines from corner to corner of a cell, as a picture behind its words (docs/dev/analysis/tables.md)."""

from collections.abc import Mapping

from packetgen.document.model import Edge
from packetgen.pdf.context import Context
from packetgen.pdf.css import DASHES, THINNEST

_ENDS = {"tl2br": ("0", "100%"), "tr2bl": ("100%", "0")}


def diagonals_css(diagonals: Mapping[str, Edge], context: Context) -> str:
    """Declarations for a cell that has such lines. The picture has no size of its own: it takes that of the cell."""
    lines = "".join(_line(_ENDS[name], edge) for name, edge in sorted(diagonals.items()))
    key = context.made_image(f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%">{lines}</svg>')
    return f"background-image:url('{key}');background-size:100% 100%;background-repeat:no-repeat"


def _line(ends: tuple[str, str], edge: Edge) -> str:
    look = f'stroke="#{edge.colour}" stroke-width="{max(edge.width, THINNEST):g}pt"{DASHES.get(edge.style, "")}'
    return f'<line x1="{ends[0]}" y1="0" x2="{ends[1]}" y2="100%" {look}/>'
