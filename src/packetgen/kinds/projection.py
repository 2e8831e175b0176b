"""A deal and its facts to the values that a document of one audience may see.

A field of a stricter audience has no entry: it does not exist in a template's context. Members are made when they
are first read, so a projection costs what its template reads.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, cast

from packetgen.deal.schema import REFERENCES, Audience, Field, FieldKind
from packetgen.deal.values import Leaf, Missing, Null, Record, Rows, Scalar, Value

_UNVERIFIED: Mapping[str, tuple[str, ...]] = {"policy[]": ("doc_no", "date")}
"""Fields that print 【待核】 while their row's `verified` is not true (domain.md finding 12)."""


class _Members(Mapping[str, Value]):
    """Members by name, made on first use."""

    def __init__(self, makers: Mapping[str, Callable[[], Value]]) -> None:
        self._makers = makers
        self._made: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


class _WithId(Protocol):
    id: str


class _WithVerified(Protocol):
    verified: bool | None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands: its path, the ids of the rows around it, and the reference that led here."""

    path: str
    row_ids: tuple[str, ...] = ()
    via: str | None = None
    derived_from: tuple[str, ...] = ()

    def member(self, name: str) -> "_Place":
        return replace(self, path=f"{self.path}.{name}" if self.path else name)

    def row(self, row_id: str) -> "_Place":
        return replace(self, path=f"{self.path}[{row_id}]", row_ids=(*self.row_ids, row_id))


@dataclass(frozen=True, slots=True)
class Projector:
    """Projects one deal for one audience.

    `hides_row` tells, by the pattern of a row (`people[]`), which rows the audience must not see; a reference to
    such a row prints `neutral` ("the supplier") instead of a name.
    """

    deal: object
    facts: object
    deal_schema: Field
    facts_schema: Field
    nulls: frozenset[str]
    audience: Audience
    hides_row: Callable[[str, object], bool]
    neutral: str

    def context(self) -> Record:
        """The root of a template's context: the deal's own fields, and `facts`."""
        makers = dict(self._makers(self.deal_schema, self.deal, _Place("")))
        makers["facts"] = lambda: self._value(self.facts_schema, self.facts, _Place("facts"))
        return Record(self.deal_schema, "", _Members(makers))

    def _makers(self, field: Field, model: object, place: _Place) -> Iterable[tuple[str, Callable[[], Value]]]:
        for name, each in field.fields.items():
            if each.audience <= self.audience:
                yield name, self._maker(each, model, name, place)

    def _maker(self, field: Field, model: object, name: str, place: _Place) -> Callable[[], Value]:
        def make() -> Value:
            if model is not None and _is_unverified(field, model):
                return Missing(field, self._path(field, place.member(name)), "unverified", place.via)
            return self._value(field, None if model is None else getattr(model, name), place.member(name))

        return make

    def _value(self, field: Field, value: object, place: _Place) -> Value:
        if value is None and place.path in self.nulls:
            return Null(field, place.path)
        if field.kind is FieldKind.ROWS:
            return self._rows(field, value, place)
        if field.kind is FieldKind.RECORD:
            return self._record(field, value, place)
        if field.kind in REFERENCES:
            return self._reference(field, value, place)
        return self._leaf(field, value, place)

    def _leaf(self, field: Field, value: object, place: _Place) -> Leaf | Missing:
        path = self._path(field, place)
        if value is None or value == "":
            return Missing(field, path, via=place.via)
        derived = () if field.mirrors else field.derived_from
        return Leaf(field, path, _scalar(field, value), derived_from=derived, via=place.via)

    def _path(self, field: Field, place: _Place) -> str:
        return place.path if field.mirrors is None else _with_row_ids(field.mirrors, place.row_ids)

    def _record(self, field: Field, value: object, place: _Place) -> Record:
        own = getattr(value, "id", None)
        if own is not None and not place.path.endswith("]"):
            # A fact that shows one row (the preferred option) mirrors the fields of that row.
            place = replace(place, row_ids=(*place.row_ids, str(own)))
        row_id = place.row_ids[-1] if place.row_ids else None
        return Record(field, place.path, _Members(dict(self._makers(field, value, place))), row_id)

    def _rows(self, field: Field, value: object, place: _Place) -> Rows:
        item = field.item
        if item is None:
            message = f"rows without an item: {field.path}"
            raise ValueError(message)
        rows = cast("Sequence[object]", value or ())
        if not rows:
            empty = replace(place, path=f"{place.path}[]")
            return Rows(field, place.path, (self._value(item, None, empty),), missing=True)
        items = tuple(
            self._value(item, each, place.row(_row_id(each, index)))
            for index, each in enumerate(rows)
            if not self._is_hidden(item, each)
        )
        return Rows(field, place.path, items)

    def _is_hidden(self, item: Field, row: object) -> bool:
        return self.hides_row(item.path, row)

    def _reference(self, field: Field, value: object, place: _Place) -> Record:
        root, name_field = _TARGETS.get(field.kind, "people"), "name"
        path = self._path(field, place)
        target = None if value is None else _find(getattr(self.deal, root), str(value))
        printed: Leaf | Missing
        if value is None:
            printed = Missing(field, path, via=place.via)
            return Record(field, path, self._members_of_nothing(field, replace(place, path=path)), printed=printed)
        if target is None or self.hides_row(f"{root}[]", target):
            printed = Leaf(field, path, str(value) if target is None else self.neutral, via=place.via)
            return Record(field, path, self._members_of_name(field, printed, place), printed=printed)
        target_id = _row_id(target, 0)
        there = _Place(f"{root}[{target_id}]", (target_id,), via=path)
        members = _Members(dict(self._makers(field, target, there)))
        named = members[name_field]
        printed = named if isinstance(named, Leaf | Missing) else Missing(field, path)
        return Record(field, there.path, members, row_id=target_id, printed=printed)

    def _members_of_nothing(self, field: Field, place: _Place) -> _Members:
        return _Members(dict(self._makers(field, None, place)))

    def _members_of_name(self, field: Field, printed: Leaf, place: _Place) -> _Members:
        """A literal name in place of an id: `.name` is the text itself, the rest is missing."""
        makers = dict(self._makers(field, None, place))
        makers["name"] = lambda: printed
        return _Members(makers)


_TARGETS: Mapping[FieldKind, str] = {
    FieldKind.PERSON: "people",
    FieldKind.PERSON_OR_NAME: "people",
    FieldKind.MEETING: "meetings",
}


def _is_unverified(field: Field, model: object) -> bool:
    head, _, name = (field.mirrors or field.path).rpartition(".")
    return (
        name in _UNVERIFIED.get(head, ())
        and not cast("_WithVerified", model).verified
        and getattr(model, name) is not None
    )


def _find(rows: Iterable[object] | None, row_id: str) -> object | None:
    return next((row for row in rows or () if cast("_WithId", row).id == row_id), None)


def _row_id(row: object, index: int) -> str:
    own = getattr(row, "id", None)
    return str(own) if own is not None else str(index)


def _with_row_ids(pattern: str, row_ids: tuple[str, ...]) -> str:
    """A pattern's `[]` filled with the innermost row ids; they stay empty in the one row of a missing list."""
    parts = pattern.split("[]")
    lists = len(parts) - 1
    ids = (("",) * lists + row_ids)[len(row_ids) :]
    return parts[0] + "".join(f"[{row_id}]{part}" for row_id, part in zip(ids, parts[1:], strict=True))


def _scalar(field: Field, value: object) -> Scalar:
    if field.kind in {FieldKind.PARTIAL_DATE, FieldKind.FISCAL_YEAR, FieldKind.CHOICE}:
        return str(value)
    return cast("Scalar", value)
