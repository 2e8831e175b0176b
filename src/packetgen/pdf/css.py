"""Lengths and borders as CSS."""

from packetgen.document.model import Edge

_STYLES = {"double": "double", "triple": "double", "dotted": "dotted"}
_STYLES |= dict.fromkeys(("dashed", "dashSmallGap", "dotDash", "dotDotDash", "dashDotStroked"), "dashed")
_LINES = {"double": 3, "triple": 5}
"""How many times the stated width a border is that has several lines: with the gaps, which are as wide."""
DASHES = {"dashed": ' stroke-dasharray="4 3"', "dotted": ' stroke-dasharray="1 2"'}
"""How a line of a picture is broken, by the style of a border, as attributes of SVG."""
THINNEST = 0.25  # points; a thinner rule vanishes on screens


VERTICAL = {"center": "middle", "bottom": "bottom"}
"""Where words stand in a cell or shape, by the schema's names."""


def pt(value: float) -> str:
    """Points, to the hundredth."""
    return f"{round(value, 2) + 0.0:g}pt"  # no -0


def edge(border: Edge) -> str:
    return f"{drawn_width(border):g}pt {_STYLES.get(border.style, 'solid')} #{border.colour}"


def drawn_width(border: Edge | None) -> float:
    """The width of a border with all its lines, in points; 0 for none."""
    return 0.0 if border is None else max(border.width * _LINES.get(border.style, 1), THINNEST)


def line(height: float, baseline: float) -> str:
    """The height of a line and its baseline, from the top of the line.

    CSS has no property for a baseline. That for the width of tab characters, which our HTML has none of, carries it to
    the engine (lines.stated); where that does not look for it, words stand in the middle of their line.
    """
    return f"line-height:{pt(height)};tab-size:{pt(baseline)}"


def spare(height: float) -> str:
    """What of a line may stand below the page where the line is its last (overhang.py), by a property without a use."""
    return f"hyphenate-limit-zone:{pt(height)}"
