"""Rules of a deal that need no arithmetic: what must be stated, ranges, and dates in order."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from packetgen.deal.reading import Reading
from packetgen.deal.schema import Field, FieldKind
from packetgen.deal.starter import PLACEHOLDERS
from packetgen.diagnostics import Diagnostic, Span, error, warning

REQUIRED = ("meta.locale", "customer.name", "project.name")
"""What every deal states; all else may be missing."""

_ONE_TO_FIVE = frozenset({"likelihood", "impact", "temperature", "power", "interest"})
_MOST = 5
_WHOLE = 100
_SHARES = frozenset({"pct", "rate", "vat_rate"})
_MOST_YEARS = 100
_MOST_COUNT = 999_999
_LARGEST = 999_999_999_999
"""An amount of 万元 as large still has capital numerals, which end at sixteen digits."""

_SIGNED = frozenset({"npv", "npv_all", "npv_cash", "net", "cumulative", "benefit", "gap"})
"""Amounts that can be below zero; elsewhere a sign is a slip or means something else to each reader."""

_AFTER = {
    "project.end": "project.start",
    "pilot.end": "pilot.start",
    "pilot.observe_end": "pilot.observe_start",
    "loi.expiry": "loi.effective",
}
_ROW_AFTER = {
    ("schedule[]", "end"): "start",
    ("pilot.phases[]", "end"): "start",
    ("meetings[]", "date"): "paper_deadline",
}


def check_rules(reading: Reading, source: str) -> Iterator[Diagnostic]:
    """Faults PG221 (not stated), PG222 (out of range), PG223 (dates out of order); PG224 (the starter's own words)."""
    faulty = {each.param("path") for each in reading.diagnostics}
    for path in REQUIRED:
        if path not in reading.leaves and path not in faulty:
            yield error("PG221", _place(reading, path, source), path=path)
        elif path in reading.leaves and reading.leaves[path][1] in PLACEHOLDERS:
            yield warning("PG224", reading.spans[path], path=path, text=reading.leaves[path][1])
    for path, (field, value) in reading.leaves.items():
        yield from _range(path, field, value, reading)
        yield from _order(path, field, value, reading)


def _place(reading: Reading, path: str, source: str) -> Span:
    return reading.spans.get(path) or reading.spans.get(path.partition(".")[0]) or Span(source)


def _range(path: str, field: Field, value: object, reading: Reading) -> Iterator[Diagnostic]:
    if not isinstance(value, Decimal | int) or isinstance(value, bool):
        return
    least, most = _limits(field)
    if not least <= value <= most:
        yield error("PG222", reading.spans[path], path=path, text=value, least=least, most=most)


def _limits(field: Field) -> tuple[int, int]:
    """The least and the most that a number may be."""
    if field.kind is FieldKind.INTEGER:
        return (
            (1, _MOST) if field.name in _ONE_TO_FIVE else (0, _MOST_YEARS if field.name == "horizon" else _MOST_COUNT)
        )
    if field.name in _SHARES:
        return 0, _WHOLE
    return (0 if field.kind is FieldKind.MONEY and field.name not in _SIGNED else -_LARGEST), _LARGEST


def _order(path: str, field: Field, value: object, reading: Reading) -> Iterator[Diagnostic]:
    parent, _, name = field.path.rpartition(".")
    earlier = _AFTER.get(path) or _sibling(path, _ROW_AFTER.get((parent, name)))
    before = reading.leaves.get(earlier or "")
    if before is None or not isinstance(value, date) or not isinstance(before[1], date) or before[1] <= value:
        return
    related = (reading.spans[earlier or ""],)
    yield error("PG223", reading.spans[path], related=related, path=path, text=value, before=earlier, first=before[1])


def _sibling(path: str, name: str | None) -> str | None:
    return f"{path.rpartition('.')[0]}.{name}" if name else None
