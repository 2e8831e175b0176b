"""Attribute values to numbers: whatever stands there, something that Word could have meant comes out.

Word refuses few malformed values; it takes the default or the nearest bound. No value that a file holds raises here,
and none gives an infinity, a not-a-number or a length that no page has.
"""

import re

LONGEST = 1584.0
"""Points in 22 inches: Word sets no page, indent, row or spacing larger."""

_WHOLE = re.compile(r"\s*([+-]?[0-9]{1,18})(?:\.[0-9]*)?\s*", re.ASCII)
_DECIMAL = re.compile(
    r"\s*([+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18}))\s*(mm|cm|in|pt|pc|pi|%)?\s*", re.ASCII
)
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}
_MOST = 2**31 - 1
_TEXT = (range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000))


def whole(value: str | None, default: int = 0, low: int = -_MOST, high: int = _MOST) -> int:
    """A whole number between two bounds; the default where none is written."""
    match = _WHOLE.fullmatch(value) if value is not None else None
    return default if match is None else min(high, max(low, int(match[1])))


def number(value: str | None, default: float = 0.0, bound: float = _MOST) -> float:
    """A number no further from 0 than a bound; the default where none is written."""
    match = _DECIMAL.fullmatch(value) if value is not None else None
    if match is None or match[2]:
        return default
    return min(bound, max(-bound, float(match[1])))


def points(value: str | None, default: float = 0.0) -> float:
    """A length in points, written in twips or with a unit (`1.5cm`, as ISO Strict has it)."""
    match = _DECIMAL.fullmatch(value) if value is not None else None
    if match is None or match[2] == "%":
        return default
    length = float(match[1]) * _POINTS[match[2]] if match[2] else float(match[1]) / 20
    return min(LONGEST, max(-LONGEST, length))


def bits(value: str | None) -> int:
    """A mask written in hexadecimal; 0 where none is written."""
    match = re.fullmatch(r"[0-9A-Fa-f]{1,8}", value or "")
    return int(match[0], 16) if match else 0


def hexadecimal(value: str | None) -> str:
    """A colour of six hexadecimal digits; "" for automatic, and for what is none."""
    return value.upper() if value is not None and re.fullmatch(r"[0-9A-Fa-f]{6}", value) else ""


def character(value: str | None) -> str:
    """The character of a code written in hexadecimal, "" where it is none that a document may hold."""
    code = bits(value)
    return chr(code) if any(code in each for each in _TEXT) else ""
