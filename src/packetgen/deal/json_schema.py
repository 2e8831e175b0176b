"""The fields of a deal as a JSON Schema, for editors: titles in both languages, kinds, choices."""

from typing import Any

from packetgen.deal.schema import REFERENCES, Field, FieldKind
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


def json_schema() -> dict[str, Any]:
    """The schema of a whole deal (draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "packetgen deal / 交易文件",
        **_schema(DEAL),
    }


def _schema(field: Field) -> dict[str, Any]:
    described = {"title": f"{field.titles['zh']} / {field.titles['en']}"} if field.titles["en"] else {}
    if field.kind is FieldKind.RECORD:
        members = {name: _schema(each) for name, each in field.fields.items()}
        return {**described, "type": ["object", "null"], "properties": members, "additionalProperties": False}
    if field.kind is FieldKind.ROWS and field.item is not None:
        return {**described, "type": ["array", "null"], "items": _schema(field.item)}
    if field.kind is FieldKind.CHOICE:
        words = "; ".join(f"{value}: {word['zh']} / {word['en']}" for value, word in field.choices.items())
        return {**described, "description": words, "enum": [*field.choices, None]}
    if field.kind in REFERENCES:
        return {**described, "description": "an id / 编号", **_TEXT}
    return {**described, **_KINDS.get(field.kind, _TEXT)}
