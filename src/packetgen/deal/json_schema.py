"""The fields of a deal as a JSON Schema, for editors: titles and descriptions in both languages, kinds, choices."""

from collections.abc import Iterator
from typing import Any

from packetgen.deal.schema import WHO, Audience, Field, FieldKind
from packetgen.deal.tree import DEAL

_NUMBER = {"type": ["number", "null"]}
_TEXT = {"type": ["string", "null"]}
_KINDS: dict[FieldKind, dict[str, Any]] = {
    FieldKind.MONEY: _NUMBER,
    FieldKind.NUMBER: _NUMBER,
    FieldKind.PERCENT: _NUMBER,
    FieldKind.INTEGER: {"type": ["integer", "null"]},
    FieldKind.BOOLEAN: {"type": ["boolean", "null"]},
    FieldKind.DATE: {"type": ["string", "null"], "format": "date"},
    FieldKind.PARTIAL_DATE: {"type": ["string", "integer", "null"]},
    FieldKind.FISCAL_YEAR: {"type": ["string", "integer", "null"]},
}
_WAYS: dict[FieldKind, tuple[str, str]] = {
    FieldKind.LINE: ("一行文字", "a line of text"),
    FieldKind.PROSE: ("可分段的文字", "text of paragraphs"),
    FieldKind.MONEY: ("金额，按 meta.unit 的单位", "an amount in the unit of meta.unit"),
    FieldKind.NUMBER: ("数字", "a number"),
    FieldKind.INTEGER: ("整数", "a whole number"),
    FieldKind.PERCENT: ("百分数，30 即 30%", "a percentage, 30 means 30 %"),
    FieldKind.DATE: ("日期，如 2027-04-01", "a date such as 2027-04-01"),
    FieldKind.PARTIAL_DATE: ("年、年月或年月日", "a year, a month or a day, such as 2027-04"),
    FieldKind.FISCAL_YEAR: ("年度，如 2028", "a budget year, 2028 or 2028/29"),
    FieldKind.BOOLEAN: ("true 为是，false 为否", "true or false"),
    FieldKind.PERSON: ("people 中的编号", "an id of people"),
    FieldKind.PERSON_OR_NAME: ("people 中的编号，或姓名、单位名", "an id of people, or a name"),
    FieldKind.MEETING: ("meetings 中的编号", "an id of meetings"),
    FieldKind.ROWS: ("列表，每行一个编号", "a list, an id for each row"),
}
_SEEN = {
    Audience.TWO_PARTY: ("只进双方文件和内部版", "for papers of both parties and the rep's own"),
    Audience.REP: ("只进内部版", "for the rep's own papers"),
}


def json_schema() -> dict[str, Any]:
    """The schema of a whole deal (draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "packetgen deal / 交易文件",
        **_schema(DEAL),
    }


def _schema(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {}
    if field.titles["en"]:
        described["title"] = f"{field.titles['zh']} / {field.titles['en']}"
    remarks = list(_remarks(field))
    if remarks:
        described["description"] = f"{'；'.join(zh for zh, _ in remarks)} / {'; '.join(en for _, en in remarks)}"
    if field.kind is FieldKind.RECORD:
        members = {name: _schema(each) for name, each in field.fields.items()}
        return {**described, "type": ["object", "null"], "properties": members, "additionalProperties": False}
    if field.kind is FieldKind.ROWS and field.item is not None:
        return {**described, "type": ["array", "null"], "items": _schema(field.item)}
    if field.kind is FieldKind.CHOICE:
        return {**described, "enum": [*field.choices, None]}
    return {**described, **_KINDS.get(field.kind, _TEXT)}


def _remarks(field: Field) -> Iterator[tuple[str, str]]:
    """How a field is written, who knows it and who sees it."""
    if field.kind in _WAYS:
        yield _WAYS[field.kind]
    for value, words in field.choices.items():
        yield f"{value} {words['zh']}", f"{value}: {words['en']}"
    if field.who:
        names = [WHO[code] for code in field.who]
        yield f"可问{'、'.join(each['zh'] for each in names)}", f"ask {', '.join(each['en'] for each in names)}"
    if field.audience in _SEEN:
        yield _SEEN[field.audience]
