"""The property: no field of any kind, no key, list item or row id takes a character that no document may hold."""

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.draft.test_any_text import is_forbidden

from packetgen.deal.load import load_deal
from packetgen.deal.schema import Field, FieldKind
from packetgen.deal.tree import DEAL

MARK = "\ufffc"
Place = tuple[str | int, ...]  # keys, and 0 for the first row of a list


def places(schema: Field, path: Place = ()) -> Iterator[tuple[FieldKind, bool, Place]]:
    """A place for each leaf of the deal: its kind, whether it is an item of a plain list, and the way to it."""
    if schema.kind is FieldKind.RECORD:
        for name, field in schema.fields.items():
            yield from places(field, (*path, name))
    elif schema.item is not None and schema.item.kind is FieldKind.RECORD:
        yield from places(schema.item, (*path, 0))
    elif schema.item is not None:
        yield schema.item.kind, True, (*path, 0)
    else:
        yield schema.kind, False, path


EVERY = list(places(DEAL))
BY_KIND = {(kind, is_item): path for kind, is_item, path in EVERY if path[-1] != "id"}


def nested(path: Place, value: str) -> Any:
    if not path:
        return value
    inner = nested(path[1:], value)
    if path[0] != 0:
        return {path[0]: inner}
    return [{"id": "r1", **inner} if isinstance(inner, dict) else inner]


def deal(extra: str) -> str:
    head = '"meta": {"locale": "zh-CN"}, "customer": {"name": "甲"}, "project": {"name": "乙"}'
    return f"{{{head}, {extra}}}\n"


TEXTS = {
    **{
        f"{kind}{' of a list' if is_item else ''}": json.dumps(nested(path, MARK))[1:-1].replace("\\ufffc", MARK)
        for (kind, is_item), path in BY_KIND.items()
        if path[0] not in {"meta", "customer", "project"}
    },
    "key": f'"pilot": {{"na{MARK}me": "x"}}',
    "section": f'"pi{MARK}lot": {{"name": "x"}}',
    "row id": f'"people": [{{"id": "p{MARK}1", "name": "x"}}]',
    "reference": f'"people": [{{"id": "p1"}}], "brief": {{"recipient": "p{MARK}1"}}',
    "unknown field": f'"pilot": {{"strat": "{MARK}"}}',
}
forbidden = st.one_of(
    st.characters(categories=["Cc", "Cn", "Zl", "Zp"], exclude_characters="\n\t\r"),
    st.sampled_from("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufdd0\uffff\U0010ffff"),
)


def test_every_kind_of_field_has_its_place_here() -> None:
    kinds = {kind for kind, _, _ in EVERY}
    assert kinds == set(FieldKind) - {FieldKind.RECORD, FieldKind.ROWS}
    assert {name.partition(" of ")[0] for name in TEXTS} >= {str(kind) for kind in kinds}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(TEXTS)), forbidden, st.booleans())
@example("key", "\u202e", False)
@example("row id", "\x07", True)
def test_a_refused_character_is_named_wherever_it_stands(place: str, character: str, is_escaped: bool) -> None:
    assert is_forbidden(character)
    written = f"\\U{ord(character):08x}" if is_escaped else character
    result = load_deal(deal(TEXTS[place].replace(MARK, written)), "deal.yaml")
    assert result.value is None
    told = [each for each in result.diagnostics if each.code == "PG109"]
    assert [each.param("character").split(" ")[0] for each in told] == [f"U+{ord(character):04X}"]
    assert all(each.span is not None and each.span.line == 1 and each.span.column > 1 for each in told)
    name = unicodedata.name(character, "")
    assert name in told[0].param("character")


@given(forbidden)
def test_a_refused_character_in_a_comment_is_named_too(character: str) -> None:
    result = load_deal(deal('"pilot": {}') + f"# a{character}\n", "deal.yaml")
    assert [each.code for each in result.diagnostics] == ["PG109"]
