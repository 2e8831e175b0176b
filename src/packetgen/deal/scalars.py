"""A scalar's own text to a typed value, or to a diagnostic that says how to write it.

Typing follows the YAML 1.2 core schema and the field's kind: `no` is text unless the field is a boolean, an amount is
a Decimal of the text itself and never passes through a float.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from packetgen.deal.model_types import FiscalYear, PartialDate
from packetgen.deal.numbers import LONGEST_NUMBER, NUMBER, readings
from packetgen.deal.schema import REFERENCES, Field, FieldKind
from packetgen.diagnostics import Diagnostic, error
from packetgen.sources import Scalar, near

Typed = str | Decimal | int | bool | date | PartialDate | FiscalYear
Result = Typed | Diagnostic

FIRST_YEAR, LAST_YEAR = 1900, 2199
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_FISCAL = re.compile(r"([0-9]{4})(?:/([0-9]{2}))?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\s*[-/.]\s*([0-9]{1,2})\s*[-/.]\s*([0-9]{4})")
_LOOSE_DATE = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*(?:[-/.月]\s*([0-9]{1,2})\s*日?)?月?")
_YES_NO = {"yes": "true", "on": "true", "y": "true", "是": "true", "no": "false", "off": "false", "n": "false"}


def read_scalar(scalar: Scalar, field: Field) -> Result:
    """The value of a scalar that is neither blank nor null."""
    return _READERS[field.kind](scalar, field)


def _line(scalar: Scalar, field: Field) -> Result:
    text = scalar.text.removesuffix("\n") if scalar.style in {"literal", "folded"} else scalar.text
    if "\n" in text:
        return error("PG212", scalar.span, path=field.path)
    return text


def _prose(scalar: Scalar, _field: Field) -> Result:
    return scalar.text.rstrip("\n")


def _number(scalar: Scalar, field: Field) -> Result:
    text = scalar.text
    if NUMBER.fullmatch(text) and len(text) <= LONGEST_NUMBER:
        return Decimal(text)
    meant = readings(text)
    plain = meant[0] if len(meant) == 1 else None
    first, second = meant if len(meant) > 1 else (None, None)
    return error("PG203", scalar.span, path=field.path, text=text, plain=plain, first=first, second=second)


def _integer(scalar: Scalar, field: Field) -> Result:
    if _INTEGER.fullmatch(scalar.text) and len(scalar.text) <= LONGEST_NUMBER:
        return int(scalar.text)
    return error("PG204", scalar.span, path=field.path, text=scalar.text)


def _date(scalar: Scalar, field: Field) -> Result:
    found = _DATE.fullmatch(scalar.text)
    if not found:
        meant = _dates(scalar.text)
        iso = meant[0] if len(meant) == 1 else None
        first, second = meant if len(meant) > 1 else (None, None)
        return error("PG205", scalar.span, path=field.path, text=scalar.text, iso=iso, first=first, second=second)
    year, month, day = (int(part) for part in found.groups())
    return _real_date(year, month, day) or error("PG206", scalar.span, path=field.path, text=scalar.text)


def _dates(text: str) -> tuple[str, ...]:
    """The days that a date written in another way can mean; day and month may be either way round at its end."""
    found, turned = _LOOSE_DATE.fullmatch(text.strip()), _DAY_FIRST.fullmatch(text.strip())
    if found and found[3]:
        meant = {_real_date(int(found[1]), int(found[2]), int(found[3]))}
    elif turned:
        one, other, year = (int(part) for part in turned.groups())
        meant = {_real_date(year, other, one), _real_date(year, one, other)}
    else:
        meant = set()
    return tuple(sorted(day.isoformat() for day in meant if day is not None))


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _partial_date(scalar: Scalar, field: Field) -> Result:
    found = _PARTIAL.fullmatch(scalar.text)
    if not found:
        return error("PG207", scalar.span, path=field.path, text=scalar.text)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if _real_date(year, month or 1, day or 1) is None or (found[2] and not month) or (found[3] and not day):
        return error("PG206", scalar.span, path=field.path, text=scalar.text)
    return PartialDate(year, month, day)


def _fiscal_year(scalar: Scalar, field: Field) -> Result:
    found = _FISCAL.fullmatch(scalar.text)
    start = int(found[1]) if found else 0
    if not found or not FIRST_YEAR <= start <= LAST_YEAR or (found[2] and int(found[2]) != (start + 1) % 100):
        return error("PG208", scalar.span, path=field.path, text=scalar.text)
    return FiscalYear(start, split=bool(found[2]))


def _boolean(scalar: Scalar, field: Field) -> Result:
    if scalar.is_plain and scalar.text in {"true", "True", "TRUE"}:
        return True
    if scalar.is_plain and scalar.text in {"false", "False", "FALSE"}:
        return False
    meant = {**_YES_NO, "否": "false", "true": "true", "false": "false"}.get(scalar.text.lower())
    return error("PG209", scalar.span, path=field.path, text=scalar.text, meant=meant)


def _choice(scalar: Scalar, field: Field) -> Result:
    if scalar.text in field.choices:
        return scalar.text
    labels = {label: value for value, words in field.choices.items() for label in words.values()}
    meant = labels.get(scalar.text) or near(scalar.text, field.choices)
    known = ", ".join(f"`{each}`" for each in field.choices)
    return error("PG210", scalar.span, path=field.path, text=scalar.text, near=meant, known=known)


_Reader = Callable[[Scalar, Field], Result]
_READERS: Mapping[FieldKind, _Reader] = {
    FieldKind.LINE: _line,
    FieldKind.PROSE: _prose,
    FieldKind.MONEY: _number,
    FieldKind.NUMBER: _number,
    FieldKind.PERCENT: _number,
    FieldKind.INTEGER: _integer,
    FieldKind.DATE: _date,
    FieldKind.PARTIAL_DATE: _partial_date,
    FieldKind.FISCAL_YEAR: _fiscal_year,
    FieldKind.BOOLEAN: _boolean,
    FieldKind.CHOICE: _choice,
    **dict.fromkeys(REFERENCES, _line),
}
