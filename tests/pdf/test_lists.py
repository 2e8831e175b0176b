"""Lists as readers with screen readers meet them: items within lists within items."""

import re
from collections.abc import Callable
from typing import Any

import pytest

Print = Callable[..., Any]

NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{kind}">'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="decimal"/><w:lvlText w:val="%{level + 1}."/>'
        f'<w:pPr><w:ind w:left="{400 * (level + 1)}" w:hanging="400"/></w:pPr></w:lvl>'
        for level in range(3)
    )
    + "</w:abstractNum>"
    for kind in (1, 2)
) + "".join(f'<w:num w:numId="{kind}"><w:abstractNumId w:val="{kind}"/></w:num>' for kind in (1, 2))


def item(text: str, level: int = 0, kind: int = 1) -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{kind}"/></w:numPr>'
    return f"<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def plain(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def shape(found: Any) -> str:
    """The lists and items of a print with their words, and `-` for a paragraph outside of lists."""
    tags = re.findall(r"<(/?)(ul|li)>|([abcdxyz])(?=</p>)", found.html.text)
    names = {"ul": "[]", "li": "()"}
    return "".join(names[tag][bool(slash)] if tag else word for slash, tag, word in tags)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (item("a") + item("b"), "[(a)(b)]"),
        (item("a") + item("b", 1) + item("c", 1) + item("d"), "[(a[(b)(c)])(d)]"),
        (item("a") + item("b", 2) + item("c", 1) + item("d"), "[(a[(b)][(c)])(d)]"),
        (item("a", 1) + item("b"), "[(a)][(b)]"),
        (item("a") + plain("x") + item("b"), "[(a)]x[(b)]"),
        (item("a") + item("b", kind=2), "[(a)][(b)]"),
        (item("a") + item("b", 1, kind=2) + item("c"), "[(a[(b)])(c)]"),
        (item("a") + item("b", 1) + plain("x"), "[(a[(b)])]x"),
    ],
)
def test_a_deeper_item_stands_in_the_item_above_it(printed: Print, body: str, expected: str) -> None:
    assert shape(printed(body, numbering=NUMBERING)) == expected


def test_items_stand_at_the_indents_of_their_levels_and_below_each_other(printed: Print) -> None:
    found = printed(item("aa") + item("bb", 1) + item("cc", 2) + item("dd"), numbering=NUMBERING)
    places = [found.find(word)[1] for word in ("aa", "bb", "cc", "dd")]
    assert [round(place.x - places[0].x) for place in places] == [0, 20, 40, 0]
    pitch = places[1].y - places[0].y
    assert [place.y - places[0].y for place in places] == pytest.approx([0, pitch, 2 * pitch, 3 * pitch], abs=0.1)
