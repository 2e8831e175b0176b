"""Rows of a list that not everybody may see, beside the audiences of whole fields (schema.Field.audience)."""

from packetgen.deal.schema import Audience


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
