"""Rows of a list that not everybody may see, beside the audiences of whole fields (schema.Field.audience)."""

from collections.abc import Iterable

from packetgen.deal.schema import Audience
from packetgen.deal.tree import DEAL, FACTS


def audience_of_row(pattern: str, row: object) -> Audience:
    """The strictest audience that a row asks for.

    Args:
        pattern: the row's pattern, `people[]`.
        row: its model; a row of persons tells its `side`.
    """
    if pattern == "people[]" and getattr(row, "side", None) == "vendor":
        return Audience.TWO_PARTY
    if pattern == "loi.signatories[]" and getattr(row, "side", None) == "vendor":
        return Audience.TWO_PARTY
    return Audience.CUSTOMER


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
    names = path.split(".")
    field, model = DEAL, deal
    if names[0] == FACTS.name:
        field, model, names = FACTS, None, names[1:]
    strictest = Audience.CUSTOMER
    for step in names:
        name, bracket, rest = step.partition("[")
        known = field.fields.get(name)
        if known is None or (bracket and rest.find("]") != len(rest) - 1):
            return Audience.REP
        field, model = known, getattr(model, name, None)
        if bracket and field.item is not None:
            field, model = field.item, _row(model, rest[:-1])
            strictest = max(strictest, audience_of_row(field.path, model))
        strictest = max(strictest, field.audience)
    return strictest


def _row(rows: object, row_id: str) -> object | None:
    found = rows if isinstance(rows, Iterable) else ()
    return next((row for row in found if getattr(row, "id", None) == row_id), None)
