"""What a deal and its facts may hold, as a tree of fields: the one place others ask for types, titles, audiences.

`DEAL` and `FACTS` are built from the pydantic models; templates, kinds, projection and reports read them and never
touch pydantic.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from packetgen.diagnostics import Language


class Audience(IntEnum):
    """Who may see a field, or whom a document is for. A document shows the fields of its audience and of lower ones."""

    CUSTOMER = 1
    TWO_PARTY = 2
    REP = 3


class FieldKind(StrEnum):
    LINE = "line"  # text without breaks
    PROSE = "prose"  # text of paragraphs
    MONEY = "money"  # Decimal, in the deal's unit
    NUMBER = "number"  # Decimal
    INTEGER = "integer"
    PERCENT = "percent"  # Decimal, 30 means 30 %
    DATE = "date"
    PARTIAL_DATE = "partial_date"  # a year, a month or a day
    FISCAL_YEAR = "fiscal_year"  # 2028 or 2028/29
    BOOLEAN = "boolean"
    CHOICE = "choice"
    PERSON = "person"  # id of a person; `fields` are the person's
    PERSON_OR_NAME = "person_or_name"
    MEETING = "meeting"  # id of a meeting; `fields` are the meeting's
    RECORD = "record"  # `fields`
    ROWS = "rows"  # `item`


REFERENCES = frozenset({FieldKind.PERSON, FieldKind.PERSON_OR_NAME, FieldKind.MEETING})

WHO: Mapping[str, Mapping[Language, str]] = {
    "R": {"en": "sales rep", "zh": "客户经理"},
    "V": {"en": "supplier back office", "zh": "供应商后台"},
    "B": {"en": "business department", "zh": "业务部门"},
    "F": {"en": "finance", "zh": "财务"},
    "L": {"en": "legal", "zh": "法规"},
    "P": {"en": "procurement", "zh": "采购"},
    "O": {"en": "secretariat", "zh": "办公室"},
    "I": {"en": "IT and data", "zh": "信息化"},
    "D": {"en": "deciding leader", "zh": "决策领导"},
}
"""Who knows a fact, by code: R and V on the seller's side, the others on the customer's."""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One field: `path` is its pattern, with `[]` behind a list (`pilot.kpis[].target`)."""

    name: str
    path: str
    kind: FieldKind
    titles: Mapping[Language, str]
    audience: Audience = Audience.CUSTOMER
    who: tuple[str, ...] = ()  # codes of WHO, the likeliest first
    optional: bool = False  # its absence is normal and never a placeholder's cause by itself
    fields: "Mapping[str, Field]" = field(default_factory=dict)  # of a record, or of what a reference points to
    item: "Field | None" = None  # of rows: a record, a leaf or a reference
    choices: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)
    derived_from: tuple[str, ...] = ()  # of a fact: patterns of the deal fields it is computed from
    mirrors: str | None = None  # of a fact that shows a deal field unchanged: that field's pattern
