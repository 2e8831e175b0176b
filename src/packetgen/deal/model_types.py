"""The vocabulary that the models of a deal are written in: kinds of values, titles, audiences, and two date types."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict

from packetgen.deal.schema import Audience, FieldKind

Words = tuple[str, str]
"""A word in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class About:
    """What a field is called, who may see it and who knows it.

    `who` holds codes of schema.WHO as one string, the likeliest first. `choices` are the values that a field of kind
    CHOICE admits. `derived_from` and `mirrors` are for facts (schema.Field).
    """

    zh: str = ""
    en: str = ""
    who: str = ""
    audience: Audience | None = None  # None: that of the record around it
    optional: bool = False
    choices: Mapping[str, Words] = field(default_factory=dict)
    derived_from: tuple[str, ...] = ()
    mirrors: str | None = None


class Model(BaseModel):
    """A part of a deal: frozen, closed; None stands for what the deal does not hold."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, arbitrary_types_allowed=True)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month or a day, as known: `2026`, `2026-03`, `2026-03-05`."""

    year: int
    month: int = 0  # 0: not known
    day: int = 0

    def __str__(self) -> str:
        return "-".join([f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)])


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """A budget year: `2028` for a calendar year, `2028/29` for one that spans two."""

    start: int
    split: bool = False

    def __str__(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02d}" if self.split else str(self.start)

    def plus(self, years: int) -> "FiscalYear":
        return FiscalYear(self.start + years, split=self.split)

    def holds(self, day: date) -> bool:
        """Whether a day lies in the year; a split year runs from 1 April (United Kingdom)."""
        if not self.split:
            return day.year == self.start
        return date(self.start, 4, 1) <= day <= date(self.start + 1, 3, 31)


Line = Annotated[str | None, FieldKind.LINE]
Prose = Annotated[str | None, FieldKind.PROSE]
Money = Annotated[Decimal | None, FieldKind.MONEY]
Number = Annotated[Decimal | None, FieldKind.NUMBER]
Integer = Annotated[int | None, FieldKind.INTEGER]
Percent = Annotated[Decimal | None, FieldKind.PERCENT]
Day = Annotated[date | None, FieldKind.DATE]
Partial = Annotated[PartialDate | None, FieldKind.PARTIAL_DATE]
Year = Annotated[FiscalYear | None, FieldKind.FISCAL_YEAR]
Flag = Annotated[bool | None, FieldKind.BOOLEAN]
Choice = Annotated[str | None, FieldKind.CHOICE]
PersonRef = Annotated[str | None, FieldKind.PERSON]
PersonOrName = Annotated[str | None, FieldKind.PERSON_OR_NAME]
MeetingRef = Annotated[str | None, FieldKind.MEETING]
RowId = Annotated[str, FieldKind.LINE, About("编号", "id")]
Lines = tuple[Annotated[str, FieldKind.LINE], ...] | None
PeopleOrNames = tuple[Annotated[str, FieldKind.PERSON_OR_NAME], ...] | None
