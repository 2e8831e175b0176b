"""Lengths and borders as CSS."""

from packetgen.document.model import Edge

_STYLES = {"double": "double", "dashed": "dashed", "dotted": "dotted"}
THINNEST = 0.25  # points; a thinner rule vanishes on screens


def pt(value: float) -> str:
    """Points, to the hundredth."""
    return f"{round(value, 2):g}pt"


def edge(border: Edge) -> str:
    return f"{max(border.width, THINNEST):g}pt {_STYLES.get(border.style, 'solid')} #{border.colour}"
