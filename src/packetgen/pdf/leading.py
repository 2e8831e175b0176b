"""How high lines are and where words stand in them: Word's rules (docs/dev/analysis/line-heights.md)."""

import math
from typing import NamedTuple

from packetgen.document.model import ParagraphFormat

_TWIPS = 20  # in a point
_EXACT = 0.8  # of the height: the baseline of a line of exact height, whatever stands in it


class Line(NamedTuple):
    """A line's height and its baseline from its top, in points, and what a multiple adds to it below its words."""

    height: float
    baseline: float
    spare: float = 0.0


def line_of(layout: ParagraphFormat, above: float, below: float, pitch: float = 0.0) -> Line:
    """A line of words that reach so far above and below their baseline, in points.

    Args:
        layout: the paragraph's rule.
        above: what the faces take above the baseline, their own gap between lines included.
        below: what they take below it.
        pitch: the distance of lines in the grid that the paragraph stands on, 0 for none.
    """
    natural = above + below
    if layout.line_rule == "exact":
        return Line(layout.line, layout.line * _EXACT)
    if layout.line_rule == "atLeast":
        # What is more than the words need stands above them.
        height = max(layout.line, natural)
        return Line(height, height - below)
    if pitch:
        # As many lines of the grid as the words need, the words in their middle; what a multiple adds stands below.
        cells = math.ceil(round(natural / pitch, 3)) * pitch
        return Line(cells * layout.line, (cells - natural) / 2 + above, max(0.0, cells * (layout.line - 1)))
    # A line is whole twips high, the unit of all lengths of text; LibreOffice cuts what a multiple leaves over.
    natural = (round(above * _TWIPS) + round(below * _TWIPS)) / _TWIPS
    height = math.floor(round(natural * _TWIPS * layout.line, 3)) / _TWIPS
    return Line(height, above + min(0.0, height - natural), max(0.0, height - natural))
