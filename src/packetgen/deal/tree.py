"""The models of a deal and of its facts to two trees of fields, `DEAL` and `FACTS`.

Importing this module imports pydantic; `packetgen.deal.schema` alone does not.
"""

import types
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Union, get_args, get_origin

from packetgen.deal.facts_model import Facts
from packetgen.deal.model import Deal
from packetgen.deal.model_decisions import Meeting
from packetgen.deal.model_parties import Person
from packetgen.deal.model_types import About
from packetgen.deal.schema import REFERENCES, Audience, Field, FieldKind
from packetgen.diagnostics import Language

_NO_FIELDS: Mapping[str, Field] = {}


def _titles(about: About) -> Mapping[Language, str]:
    return {"zh": about.zh, "en": about.en}


def _choices(about: About) -> Mapping[str, Mapping[Language, str]]:
    return {value: {"zh": zh, "en": en} for value, (zh, en) in about.choices.items()}


def _mirrored(field: Field, name: str, path: str, audience: Audience) -> Field:
    """A fact that shows a deal field unchanged: that field under its own name and path."""
    item = field.item and replace(field.item, path=f"{path}[]", mirrors=field.item.path)
    shown = replace(field, name=name, path=path, audience=audience, mirrors=field.path, item=item)
    return replace(shown, derived_from=(field.path,))


def _parts(annotation: Any) -> tuple[Any, tuple[Any, ...]]:  # noqa: ANN401 - annotations have no common type
    """An annotation without `Annotated` and `| None`, and its metadata, inner before outer."""
    metadata: tuple[Any, ...] = ()
    while True:
        if get_origin(annotation) is Annotated:
            inner, *own = get_args(annotation)
            annotation, metadata = inner, (*own, *metadata)
        elif get_origin(annotation) in {Union, types.UnionType}:
            annotation = next(each for each in get_args(annotation) if each is not types.NoneType)
        else:
            return annotation, metadata


class _Builder:
    def __init__(self, known: Mapping[str, Field]) -> None:
        self._known = dict(known)  # deal fields by pattern, for facts that mirror one
        self.references: dict[FieldKind, Mapping[str, Field]] = {}

    def field(self, name: str, path: str, annotation: Any, outer: Audience) -> Field:  # noqa: ANN401
        kind_of, metadata = _parts(annotation)
        about = next((each for each in reversed(metadata) if isinstance(each, About)), About())
        sources = (about.mirrors, *about.derived_from) if about.mirrors else about.derived_from
        audience = self._audience(about, sources, outer)
        if about.mirrors is None:
            base = Field(name, path, FieldKind.RECORD, _titles(about), audience, tuple(about.who), about.optional)
            base = replace(base, choices=_choices(about), derived_from=sources)
            built = self._shaped(base, kind_of, metadata)
        else:
            built = _mirrored(self._known[about.mirrors], name, path, audience)
        self._known[path] = built
        return built

    def _audience(self, about: About, sources: tuple[str, ...], outer: Audience) -> Audience:
        """The strictest of: the record around it, its own, and what it is computed from."""
        return max([outer, about.audience or outer, *(self._known[each].audience for each in sources)])

    def _shaped(self, base: Field, annotation: Any, metadata: tuple[Any, ...]) -> Field:  # noqa: ANN401
        kind = next((each for each in reversed(metadata) if isinstance(each, FieldKind)), None)
        if get_origin(annotation) is tuple:
            item = self.field(base.name, f"{base.path}[]", get_args(annotation)[0], base.audience)
            item = item if item.titles["zh"] else replace(item, titles=base.titles, who=base.who)
            return replace(base, kind=FieldKind.ROWS, item=item)
        if kind is None:
            return replace(base, fields=self.members(annotation, base.path, base.audience))
        return replace(base, kind=kind, fields=self.references.get(kind, _NO_FIELDS))

    def members(self, model: type, path: str, audience: Audience) -> Mapping[str, Field]:
        prefix = f"{path}." if path else ""
        return {
            name: self.field(name, f"{prefix}{name}", annotation, audience)
            for name, annotation in model.__annotations__.items()
            if name != "model_config"
        }

    def learn(self, kinds: tuple[FieldKind, ...], model: type, path: str) -> None:
        fields = self.members(model, path, Audience.CUSTOMER)
        for kind in kinds:
            self.references[kind] = fields


def _root(builder: _Builder, model: type, name: str, zh: str, en: str) -> Field:
    fields = builder.members(model, name, Audience.CUSTOMER)
    return Field(name=name, path=name, kind=FieldKind.RECORD, titles={"zh": zh, "en": en}, fields=fields)


def _build() -> tuple[Field, Field]:
    builder = _Builder(_NO_FIELDS)
    builder.learn((FieldKind.PERSON, FieldKind.PERSON_OR_NAME), Person, "people[]")
    builder.learn((FieldKind.MEETING,), Meeting, "meetings[]")
    deal = _root(builder, Deal, "", "交易文件", "deal")
    facts = _root(builder, Facts, "facts", "推算结果", "derived facts")
    return deal, facts


DEAL, FACTS = _build()


def find_field(pattern: str) -> Field | None:
    """The field of a pattern (`pilot.kpis[].target`, `facts.budget.total`), or None."""
    return _BY_PATTERN.get(pattern)


def _index(field: Field, found: dict[str, Field]) -> None:
    found[field.path] = field
    below = [field.item] if field.item else [] if field.kind in REFERENCES else list(field.fields.values())
    for each in below:
        _index(each, found)


def _indexed() -> Mapping[str, Field]:
    found: dict[str, Field] = {}
    _index(DEAL, found)
    _index(FACTS, found)
    return found


_BY_PATTERN = _indexed()


def patterns() -> Mapping[str, Field]:
    """Every field by its pattern, the deal's before the facts'."""
    return _BY_PATTERN
