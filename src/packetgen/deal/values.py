"""What a template sees of a deal: values that know their field and their path.

A path names one value in one deal, with row ids (`pilot.kpis[K1].target`); a field's own `path` is the pattern.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from packetgen.deal.schema import Field

Scalar = str | int | Decimal | bool | date


@dataclass(frozen=True, slots=True)
class Leaf:
    """One stated or computed value. Partial dates and fiscal years are their own text (`2021-04`, `2028/29`)."""

    field: Field
    path: str
    value: Scalar
    derived_from: tuple[str, ...] = ()
    via: str | None = None  # the reference that was followed to get here


@dataclass(frozen=True, slots=True)
class Null:
    """Stated as none: a fact, which the template words."""

    field: Field
    path: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that the deal does not hold (or holds unverified); prints a placeholder."""

    field: Field
    path: str
    reason: Literal["missing", "unverified"] = "missing"
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Members by name. A reference followed to its target prints as `printed` (a person's name)."""

    field: Field
    path: str
    members: "Mapping[str, Value]"
    row_id: str | None = None
    printed: "Leaf | Missing | None" = None


@dataclass(frozen=True, slots=True)
class Rows:
    """Items in order. `missing` rows hold one item of nothing but Missing, so that a loop makes one pass."""

    field: Field
    path: str
    items: "tuple[Value, ...]"
    missing: bool = False


Value = Leaf | Null | Missing | Record | Rows
