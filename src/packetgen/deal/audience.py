"""Rows of a list that not everybody may see, beside the audiences of whole fields (schema.Field.audience)."""

from collections.abc import Iterable
from functools import lru_cache

from packetgen.deal.schema import Audience
from packetgen.deal.tree import DEAL, FACTS

_OF_SIDES = frozenset({"people[]", "loi.signatories[]"})
"""Lists whose rows belong to a side of the deal."""


def audience_of_row(pattern: str, row: object) -> Audience:
    """The strictest audience that a row asks for.

    Args:
        pattern: the row's pattern, `people[]`.
        row: its model; a row of persons tells its `side`.
    """
    is_sellers = pattern in _OF_SIDES and getattr(row, "side", None) == "vendor"
    return Audience.TWO_PARTY if is_sellers else Audience.CUSTOMER


def hides_row(audience: Audience, pattern: str, row: object) -> bool:
    """Whether a document of an audience must not show a row."""
    return audience_of_row(pattern, row) > audience


def audience_of_path(path: str, deal: object) -> Audience:
    """The strictest audience of the fields and rows that a path leads through.

    Args:
        path: with ids of rows (`people[p09].name`) or without (`people[].name`), of the deal or of its facts.
        deal: the model. A fact's rows are nobody's own: their fields decide.

    Returns:
        REP for a path that the schema does not know, so that what nobody has thought of is not shown.
    """
    strictest = _audience_of_fields(path)
    rows, _, rest = path.partition("[")
    if f"{rows}[]" not in _OF_SIDES:
        return strictest
    return max(strictest, audience_of_row(f"{rows}[]", _row(deal, rows, rest.partition("]")[0])))


@lru_cache(maxsize=4096)  # the documents of a packet show the same paths, a deal has some thousand
def _audience_of_fields(path: str) -> Audience:
    names = path.split(".")
    field = DEAL
    if names[0] == FACTS.name:
        field, names = FACTS, names[1:]
    strictest = Audience.CUSTOMER
    for step in names:
        name, bracket, rest = step.partition("[")
        known = field.fields.get(name)
        if known is None or (bracket and rest.find("]") != len(rest) - 1):
            return Audience.REP
        field = known.item if bracket and known.item is not None else known
        strictest = max(strictest, known.audience, field.audience)
    return strictest


def _row(deal: object, rows: str, row_id: str) -> object | None:
    found = deal
    for name in rows.split("."):
        found = getattr(found, name, None)
    each_row = found if isinstance(found, Iterable) else ()
    return next((row for row in each_row if getattr(row, "id", None) == row_id), None)
