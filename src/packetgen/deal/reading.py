"""Nodes to the values of a deal's fields, by the tree of fields; everything that does not fit is a diagnostic."""

import re
from dataclasses import dataclass, field

from packetgen.deal.scalars import read_scalar
from packetgen.deal.schema import Field, FieldKind
from packetgen.diagnostics import Diagnostic, Span, error
from packetgen.sources import Entry, Mapping, Node, Scalar, Sequence, near

ROW_ID = re.compile(r"[\w-]{1,40}")
Values = dict[str, object]
_NESTED = frozenset({FieldKind.RECORD, FieldKind.ROWS})


@dataclass(slots=True)
class Reading:
    """What reading gathers: places, stated nulls, scalars by path, and faults."""

    spans: dict[str, Span] = field(default_factory=dict)
    nulls: set[str] = field(default_factory=set)
    leaves: dict[str, tuple[Field, object]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def read(self, node: Node, schema: Field, path: str) -> object | None:
        """The value of a node, None where it holds none (blank, stated as none, or faulty)."""
        self.spans[path] = node.span
        if isinstance(node, Scalar) and (node.is_null or _is_empty(node)):
            if node.is_null:
                self.nulls.add(path)
            return None
        if schema.kind is FieldKind.RECORD:
            return self._record(node, schema, path)
        if schema.kind is FieldKind.ROWS:
            return self._rows(node, schema, path)
        return self._leaf(node, schema, path)

    def _add(self, code: str, span: Span, **params: str | None) -> None:
        self.diagnostics.append(error(code, span, related=(), **params))

    def _leaf(self, node: Node, schema: Field, path: str) -> object | None:
        if not isinstance(node, Scalar):
            code = "PG214" if isinstance(node, Sequence) else "PG213"
            self._add(code, node.span, path=path, first=_first_key(node))
            return None
        value = read_scalar(node, schema)
        if isinstance(value, Diagnostic):
            self.diagnostics.append(_at(value, path))
            return None
        self.leaves[path] = (schema, value)
        return value

    def _record(self, node: Node, schema: Field, path: str) -> Values | None:
        if not isinstance(node, Mapping):
            self._add("PG215", node.span, path=path or schema.titles["en"], fields=_names(schema))
            return None
        values: Values = {}
        for entry in node.entries:
            known = schema.fields.get(entry.key.text)
            if known is None:
                self._unknown(entry, node, schema, path)
                continue
            value = self.read(entry.value, known, f"{path}.{known.name}" if path else known.name)
            if value is not None:
                values[known.name] = value
        return values

    def _unknown(self, entry: Entry, node: Mapping, schema: Field, path: str) -> None:
        name = entry.key.text
        where = f"{path}.{name}" if path else name
        if node.flow and isinstance(entry.value, Scalar) and entry.value.is_plain and not entry.value.text:
            self._add("PG202", entry.key.span, text=name)
            return
        self._add("PG201", entry.key.span, path=where, near=near(name, schema.fields), known=_names(schema))

    def _rows(self, node: Node, schema: Field, path: str) -> tuple[object, ...] | None:
        item = schema.item
        if item is None:
            return None
        if not isinstance(node, Sequence):
            self._add("PG216", node.span, path=path)
            return None
        if not node.items:
            self.nulls.add(path)
            return None
        if item.kind is not FieldKind.RECORD:
            rows = [self.read(each, item, f"{path}[{index}]") for index, each in enumerate(node.items)]
        else:
            rows = self._records(node, item, path)
        return tuple(each for each in rows if each is not None) or None

    def _records(self, node: Sequence, item: Field, path: str) -> list[object | None]:
        seen: dict[str, Span] = {}
        rows: list[object | None] = []
        for index, each in enumerate(node.items):
            row_id = self._row_id(each, path, seen)
            value = self.read(each, item, f"{path}[{index if row_id is None else row_id}]")
            rows.append(value if row_id is not None else None)
        return rows

    def _row_id(self, row: Node, path: str, seen: dict[str, Span]) -> str | None:
        if not isinstance(row, Mapping):
            return None
        node = row.get("id")
        if not isinstance(node, Scalar) or node.is_blank or node.is_null:
            self._add("PG217", row.span, path=path)
            return None
        if not ROW_ID.fullmatch(node.text):
            self._add("PG218", node.span, path=path, id=node.text)
            return None
        if node.text in seen:
            self.diagnostics.append(error("PG219", node.span, related=(seen[node.text],), path=path, id=node.text))
            return None
        seen[node.text] = node.span
        return node.text


def _is_empty(node: Scalar) -> bool:
    return (node.is_blank and node.style not in {"literal", "folded"}) or not node.text.strip("\n ")


def _at(diagnostic: Diagnostic, path: str) -> Diagnostic:
    """A diagnostic of a field's pattern, made one of a path."""
    params = {**dict(diagnostic.params), "path": path}
    return error(diagnostic.code, diagnostic.span, related=diagnostic.related, **params)


def _first_key(node: Node) -> str | None:
    if isinstance(node, Mapping) and len(node.entries) == 1 and not node.flow:
        return node.entries[0].key.text
    return None


def _names(schema: Field) -> str:
    return ", ".join(f"`{each}`" for each in schema.fields)
