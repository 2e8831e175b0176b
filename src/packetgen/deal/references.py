"""Checks that what a deal names by id is there: people, meetings, and rows of other lists."""

import re
from collections.abc import Iterator, Mapping

from packetgen.deal.reading import Reading, Values
from packetgen.deal.schema import Field, FieldKind
from packetgen.diagnostics import Diagnostic, Span, error
from packetgen.sources import near

_LOOKS_LIKE_ID = re.compile(r"[A-Za-z]{1,2}[0-9]{1,4}")

ROW_REFERENCES: Mapping[str, tuple[str, bool]] = {
    "budget.items[].percent_of[]": ("budget.items", False),
    "schedule[].depends_on[]": ("schedule", True),
    "performance.indicators[].kpi": ("pilot.kpis", False),
    "procurement.timetable[].after": ("procurement.timetable", False),
}
"""Fields that name a row of another list, with that list; True where a name may stand in place of an id."""

_KINDS: Mapping[FieldKind, tuple[str, bool]] = {
    FieldKind.PERSON: ("people", False),
    FieldKind.PERSON_OR_NAME: ("people", True),
    FieldKind.MEETING: ("meetings", False),
}


def check_references(values: Values, reading: Reading) -> Iterator[Diagnostic]:
    """Faults PG220 (no such row) for every reference in a deal."""
    known = {root: _ids(values, root) for root, _ in (*_KINDS.values(), *ROW_REFERENCES.values())}
    for path, (field, value) in reading.leaves.items():
        target = _target(field)
        if target is None or value in known[target[0]]:
            continue
        if target[1] and not _LOOKS_LIKE_ID.fullmatch(str(value)):
            continue
        yield _fault(path, str(value), target[0], known[target[0]], reading.spans[path])


def _target(field: Field) -> tuple[str, bool] | None:
    return _KINDS.get(field.kind) or ROW_REFERENCES.get(field.path)


def _fault(path: str, value: str, root: str, known: Mapping[str, str], span: Span) -> Diagnostic:
    by_name = next((row_id for row_id, name in known.items() if name == value), None)
    meant = by_name or near(value, known)
    ids = ", ".join(f"`{each}`" for each in known) or "-"
    return error("PG220", span, path=path, id=value, rows=root, near=meant, known=ids)


def _ids(values: Values, root: str) -> Mapping[str, str]:
    """The ids of a list's rows, with their names."""
    node: object = values
    for part in root.split("."):
        node = node.get(part) if isinstance(node, dict) else None
    rows = node if isinstance(node, tuple) else ()
    return {str(row["id"]): str(row.get("name", "")) for row in rows if isinstance(row, dict) and "id" in row}
