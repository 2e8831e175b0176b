"""The filters of the template language, each declared with what it takes and gives.

`docs/template-language.md` prints this table; a test keeps the two alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from packetgen.deal.schema import FieldKind

_NUMBERS = frozenset({FieldKind.MONEY, FieldKind.NUMBER, FieldKind.INTEGER, FieldKind.PERCENT})
_TEXTS = frozenset({FieldKind.LINE, FieldKind.PROSE, FieldKind.CHOICE, FieldKind.PERSON_OR_NAME, FieldKind.PERSON})
_DATES = frozenset({FieldKind.DATE, FieldKind.PARTIAL_DATE})

MOST_DECIMALS = 6
"""How many decimals a template may ask for."""


@dataclass(frozen=True, slots=True)
class Filter:
    """`arguments` is the number of literal arguments, least and most: texts, or numbers of decimals."""

    name: str
    takes: frozenset[FieldKind]
    arguments: tuple[int, int]
    example: str
    says: str
    counts: bool = False  # its argument is a number of decimals


_ALL = (
    Filter("money", frozenset({FieldKind.MONEY}), (0, 1), "38.60万元, £84,500", "an amount with its unit", counts=True),
    Filter("amount", _NUMBERS, (0, 1), "38.60, 84,500", "an amount for a table: no unit", counts=True),
    Filter("capital", frozenset({FieldKind.MONEY}), (0, 0), "人民币叁拾捌万陆仟元整", "an amount in capital numerals"),
    Filter("date", _DATES, (0, 0), "2026年12月8日, 8 December 2026", "a date in full"),
    Filter("short_date", _DATES, (0, 0), "12月8日, 8 December", "a date without its year"),
    Filter("table_date", _DATES, (0, 0), "2026-12-08, 8 Dec 2026", "a date in full for a narrow column"),
    Filter("month", _DATES, (0, 0), "2026年12月, December 2026", "the month of a date"),
    Filter("percent", _NUMBERS, (0, 1), "30%", "a number with a percent sign", counts=True),
    Filter("number", _NUMBERS, (0, 1), "1,200", "a number as it stands, with thousands in English", counts=True),
    Filter("join", frozenset({FieldKind.ROWS}), (0, 2), "a、b", "the items of a list in a row; last separator second"),
    Filter("count", frozenset({FieldKind.ROWS}), (0, 0), "3", "how many rows a list has"),
    Filter("first", frozenset({FieldKind.ROWS}), (0, 0), "a", "the first item of a list"),
    Filter("label", frozenset({FieldKind.CHOICE}), (0, 0), "拟申请, planned", "the word of a choice"),
    Filter("lower_first", _TEXTS, (0, 0), "cut call-outs", "a text with its first letter small, inside a sentence"),
    Filter("upper_first", _TEXTS, (0, 0), "Cut call-outs", "a text with its first letter large, at a sentence's start"),
    Filter("ordinal", frozenset({FieldKind.INTEGER}), (0, 0), "一, first", "a position in words"),
    Filter("stripped", _TEXTS, (0, 0), "cut call-outs", "a text without the stop at its end"),
    Filter("default", frozenset(FieldKind), (1, 1), "none", "a text in place of an absent optional field"),
)

FILTERS: Mapping[str, Filter] = {each.name: each for each in _ALL}


def result_kind(name: str, taken: FieldKind) -> FieldKind:
    """What a filter gives."""
    if name in {"first", "default"}:
        return taken
    return FieldKind.INTEGER if name == "count" else FieldKind.LINE
