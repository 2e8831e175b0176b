from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from packetgen.document.memo import Memo, frozen, signature
from packetgen.document.model import Edge
from packetgen.ooxml.names import PREFIXES, qn
from packetgen.ooxml.xml import Element, parse_xml


def element(inner: str) -> Element:
    root = parse_xml(f'<w:pPr xmlns:w="{PREFIXES["w"]}">{inner}</w:pPr>'.encode(), "x").value
    assert root is not None
    return root


NAMES = st.sampled_from(["b", "i", "sz", "jc"])
PROPERTIES = st.lists(st.tuples(NAMES, st.sampled_from(["0", "1", "24"])), max_size=4)


def written(properties: list[tuple[str, str]]) -> str:
    return "".join(f'<w:{name} w:val="{value}"/>' for name, value in properties)


@given(PROPERTIES, PROPERTIES)
def test_two_elements_have_one_signature_just_when_they_say_the_same(
    one: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    assert (signature(element(written(one))) == signature(element(written(other)))) is (one == other)


def test_children_that_are_left_out_make_no_difference() -> None:
    plain, more = element("<w:b/>"), element("<w:b/><w:rPr><w:i/></w:rPr>")
    assert signature(plain) != signature(more)
    assert signature(plain) == signature(more, frozenset({qn("w:rPr")}))


def test_what_stands_deeper_makes_a_difference() -> None:
    stops = [element(f'<w:tabs><w:tab w:pos="{pos}"/></w:tabs>') for pos in (1, 2)]
    assert signature(stops[0]) != signature(stops[1])


def test_properties_with_borders_are_a_key() -> None:
    assert hash(frozen({"size": 1.0, "borders": {"top": Edge("single", 1.0, "000000")}})) is not None


def test_a_value_is_made_once() -> None:
    made: list[str] = []

    def make(value: str) -> Callable[[], str]:
        return lambda: made.append(value) or value  # type: ignore[func-returns-value]

    memo = Memo()
    assert [memo.get(("a",), make("first")), memo.get(("a",), make("second")), memo.get(("b",), make("third"))] == [
        "first",
        "first",
        "third",
    ]
    assert made == ["first", "third"]
