"""Lengths and borders as CSS."""

from packetgen.document.model import Edge

_STYLES = {"double": "double", "dashed": "dashed", "dotted": "dotted"}
THINNEST = 0.25  # points; a thinner rule vanishes on screens


VERTICAL = {"center": "middle", "bottom": "bottom"}
"""Where words stand in a cell or shape, by the schema's names."""


def pt(value: float) -> str:
    """Points, to the hundredth."""
    return f"{round(value, 2) + 0.0:g}pt"  # no -0


def edge(border: Edge) -> str:
    return f"{max(border.width, THINNEST):g}pt {_STYLES.get(border.style, 'solid')} #{border.colour}"
