"""Values to words: amounts, numbers and dates as each language writes them (domain.md 10.4 and 10.5).

In short: 万元 with two decimals and no grouping; pounds with thousands, and pence only where there are any.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from packetgen.deal.calendar import MONTHS
from packetgen.deal.money import capital
from packetgen.deal.schema import WHO, FieldKind
from packetgen.deal.values import Leaf, Missing, Null, Record, Rows, Scalar, Value
from packetgen.diagnostics import Language

_SIGNS: Mapping[str, str] = {"GBP": "£", "USD": "$", "EUR": "€"}
_SCALES: Mapping[str, int] = {"万元": 10000}
_ORDINALS_EN = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_AS_WRITTEN = frozenset({FieldKind.LINE, FieldKind.PROSE, FieldKind.PERSON_OR_NAME})
_SUFFIXES_EN: Mapping[int, str] = {1: "st", 2: "nd", 3: "rd"}
_DIGITS_ZH = "零一二三四五六七八九"
_WORDS: Mapping[Language, Mapping[str, str]] = {
    "zh": {"none": "无", "true": "是", "false": "否", "missing": "【待补：{what}】", "unverified": "【待核：{what}】"},
    "en": {
        "none": "none",
        "true": "yes",
        "false": "no",
        "missing": "[to be completed: {what}]",
        "unverified": "[to be verified: {what}]",
    },
}


@dataclass(frozen=True, slots=True)
class Formats:
    """How a deal writes: its language, the unit of its amounts (`万元`, `元`, `GBP`), month before day or not."""

    language: Language
    unit: str
    american: bool = False

    # -- numbers

    def amount(self, value: Decimal | int, places: int | None = None) -> str:
        """An amount for a table; with `places`, rounded half up to so many decimals and none left off."""
        number = Decimal(value)
        if places is not None:
            return self._fixed(number, places)
        if self.language == "zh":
            return f"{number:.2f}" if self.unit in _SCALES else f"{number:,.2f}"
        return f"{number:,.0f}" if number == number.to_integral_value() else f"{number:,.2f}"

    def money(self, value: Decimal, places: int | None = None) -> str:
        """An amount with its unit."""
        sign = _SIGNS.get(self.unit)
        if sign is None:
            return f"{self.amount(value, places)}{self.unit}"
        shown = self.amount(abs(value), places)
        return f"{'-' if value < 0 and shown.strip('0.') else ''}{sign}{shown}"

    def capital(self, value: Decimal) -> str:
        return capital(value * _SCALES.get(self.unit, 1))

    def _fixed(self, value: Decimal, places: int) -> str:
        number = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        return f"{number:.{places}f}" if self.unit in _SCALES else f"{number:,.{places}f}"

    def number(self, value: Decimal | int, places: int | None = None) -> str:
        """A number without zeros that say nothing; with `places`, with just so many decimals."""
        if places is not None:
            return self._fixed(Decimal(value), places)
        plain = f"{Decimal(value).normalize():f}"
        if self.language == "zh":
            return plain
        whole, _, fraction = plain.partition(".")
        return f"{int(whole):,}" + (f".{fraction}" if fraction else "") if whole not in {"-0", "-"} else plain

    def percent(self, value: Decimal | int, places: int | None = None) -> str:
        return f"{self.number(value, places)}%"

    def ordinal(self, position: int) -> str:
        if self.language == "zh":
            return _han_number(position)
        if 0 < position <= len(_ORDINALS_EN):
            return _ORDINALS_EN[position - 1]
        is_teen = position % 100 // 10 == 1
        return f"{position}{'th' if is_teen else _SUFFIXES_EN.get(position % 10, 'th')}"

    # -- dates

    def date(self, value: dt.date | str) -> str:
        year, month, day = _parts(value)
        if self.language == "zh":
            return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")
        if not month:
            return str(year)
        if not day:
            return f"{MONTHS[month - 1]} {year}"
        return f"{MONTHS[month - 1]} {day}, {year}" if self.american else f"{day} {MONTHS[month - 1]} {year}"

    def short_date(self, value: dt.date | str) -> str:
        _, month, day = _parts(value)
        if not day:
            return self.date(value)
        if self.language == "zh":
            return f"{month}月{day}日"
        return f"{MONTHS[month - 1]} {day}" if self.american else f"{day} {MONTHS[month - 1]}"

    def table_date(self, value: dt.date | str) -> str:
        """A date in full that takes little width: digits alone in Chinese (GB/T 15835), a short month in English."""
        year, month, day = _parts(value)
        if self.language == "zh":
            return "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)])
        whole = self.date(value)
        return whole.replace(MONTHS[month - 1], MONTHS[month - 1][:3]) if month else whole

    def month(self, value: dt.date | str) -> str:
        year, month, _ = _parts(value)
        return self.date(f"{year:04d}-{month:02d}" if month else str(year))

    # -- values

    def plain(self, leaf: Leaf) -> str:
        """A value by its field's kind, where no filter says otherwise."""
        return self.scalar(leaf.value, leaf.field.kind, leaf)

    def scalar(self, value: Scalar, kind: FieldKind, leaf: Leaf) -> str:
        if kind in _AS_WRITTEN and isinstance(value, str):
            return value
        match kind, value:
            case _, bool():
                return _WORDS[self.language]["true" if value else "false"]
            case FieldKind.MONEY, Decimal() | int():
                return self.amount(value)
            case FieldKind.PERCENT | FieldKind.NUMBER | FieldKind.INTEGER, Decimal() | int():
                return self.number(value)
            case FieldKind.DATE | FieldKind.PARTIAL_DATE, dt.date() | str():
                return self.date(value)
            case FieldKind.CHOICE, str() if value in leaf.field.choices:
                return leaf.field.choices[value][self.language]
            case _:
                return str(value)

    def separator(self) -> str:
        """What parts the items of a list within a sentence."""
        return "、" if self.language == "zh" else ", "

    def none(self) -> str:
        return _WORDS[self.language]["none"]

    def placeholder(self, missing: Missing, who: tuple[str, ...] = ()) -> str:
        """What stands for a fact that is not known: its field, and who at the customer knows it."""
        title = missing.field.titles[self.language] or missing.field.name
        knows = [WHO[code][self.language] for code in who or missing.field.who if code not in {"R", "V"}]
        zh = self.language == "zh"
        what = title + ((f"（{knows[0]}）" if zh else f" ({knows[0]})") if knows else "")
        return _WORDS[self.language][missing.reason].format(what=what)

    def text(self, value: Value) -> str:
        """What a value prints as, without a filter. Lists and plain records do not print."""
        match value:
            case Leaf():
                return self.scalar(value.value, value.field.kind, value)
            case Missing():
                return self.placeholder(value)
            case Null():
                return self.none()
            case Record(printed=Leaf() | Missing() as printed):
                return self.text(printed)
            case Record() | Rows():
                message = f"`{value.path}` is a list or a record and does not print"
                raise TypeError(message)


def _parts(value: dt.date | str) -> tuple[int, int, int]:
    if isinstance(value, dt.date):
        return value.year, value.month, value.day
    parts = [int(part) for part in re.findall(r"\d+", value)][:3]
    year, month, day = (*parts, 0, 0, 0)[:3]
    return year, month, day


def _han_number(number: int) -> str:
    """1 to 99 in Chinese numerals; others as they are."""
    if not 0 < number < 100:  # noqa: PLR2004  # two digits
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS_ZH[ones]
    return ("" if tens == 1 else _DIGITS_ZH[tens]) + "十" + (_DIGITS_ZH[ones] if ones else "")
