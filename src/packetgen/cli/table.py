"""Columns of text for a terminal, on which a Chinese character is two cells wide."""

import unicodedata
from collections.abc import Collection, Sequence

_WIDE = frozenset({"W", "F"})
_GAP = "  "


def table(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> str:
    """Rows of equally many cells as lines; the columns named stand to the right. The last column is not padded."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        _GAP.join(_padded(cell, widths[index], left=index not in right) for index, cell in enumerate(row)).rstrip()
        for row in rows
    )


def width(text: str) -> int:
    """The cells that a text takes; marks that stand on the letter before them take none."""
    return sum(0 if unicodedata.combining(ch) else 2 if unicodedata.east_asian_width(ch) in _WIDE else 1 for ch in text)


def _padded(text: str, cells: int, *, left: bool) -> str:
    blank = " " * (cells - width(text))
    return text + blank if left else blank + text
