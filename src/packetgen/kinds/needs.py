"""What a document still lacks: its needs against the values that its audience sees."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from packetgen.deal.schema import Field
from packetgen.deal.values import Leaf, Missing, Null, Record, Rows, Value
from packetgen.kinds.model import DocumentSpec, Level, Need


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A fact that a document wants and the deal does not hold, or holds unverified."""

    document: str
    path: str
    field: Field
    level: Level
    who: tuple[str, ...]
    reason: Literal["missing", "unverified"] = "missing"


def open_items(document: DocumentSpec, context: Record) -> tuple[OpenItem, ...]:
    """The document's open needs, must-haves first, each path once."""
    found: dict[str, OpenItem] = {}
    for need in sorted(document.needs, key=lambda each: each.level != "must"):
        for value in _lacking(context, need.path.replace("[]", "").split(".")):
            item = _open_item(document, need, value)
            found.setdefault(item.path, item)
    return tuple(found.values())


def _open_item(document: DocumentSpec, need: Need, value: "Missing | Rows | Record") -> OpenItem:
    reason = value.reason if isinstance(value, Missing) else "missing"
    return OpenItem(document.id, value.path, value.field, need.level, need.who or value.field.who, reason)


def _lacking(value: Value, names: list[str]) -> "Iterator[Missing | Rows | Record]":
    """The values along a path at which a fact is missing; rows are searched one by one."""
    match value:
        case Missing():
            yield value
        case Rows(missing=True):
            yield value
        case Rows(items=items):
            for item in items:
                yield from _lacking(item, names)
                if not names:
                    yield from _unverified(item)
        case Record():
            yield from _lacking_in_record(value, names)
        case Leaf() | Null():
            return


def _lacking_in_record(record: Record, names: list[str]) -> "Iterator[Missing | Rows | Record]":
    if isinstance(record.printed, Missing):
        yield record.printed
    elif names and names[0] in record.members:
        # A need that names no field of this audience is caught where kinds are loaded.
        yield from _lacking(record.members[names[0]], names[1:])
    elif not names and record.printed is None and _is_empty(record):
        yield record


def _unverified(value: Value) -> Iterator[Missing]:
    """What nobody has checked of a value that is all there, however deep it lies."""
    match value:
        case Missing(reason="unverified"):
            yield value
        case Rows(items=items):
            for item in items:
                yield from _unverified(item)
        case Record(members=members):
            for member in members.values():
                yield from _unverified(member)
        case _:
            return


def _is_empty(record: Record) -> bool:
    """Whether nothing is known below a record."""
    return all(_is_unknown(member) for member in record.members.values())


def _is_unknown(value: Value) -> bool:
    match value:
        case Missing() | Rows(missing=True):
            return True
        case Record(printed=None):
            return _is_empty(value)
        case Record(printed=printed):
            return isinstance(printed, Missing)
        case _:
            return False
