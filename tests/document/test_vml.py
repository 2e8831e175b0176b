from collections.abc import Callable

import pytest

from packetgen.document.graphics import Drawing, Group, Shape
from packetgen.document.model import Document, Paragraph
from packetgen.document.plain import stories
from packetgen.document.vml import length

Read = Callable[..., Document]


def drawing(document: Document) -> Drawing:
    (paragraph,) = document.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    (found,) = paragraph.inlines
    assert isinstance(found, Drawing)
    return found


def pict(inner: str) -> str:
    return f"<w:p><w:r><w:pict>{inner}</w:pict></w:r></w:p>"


BOX = (
    '<v:textbox inset="1pt,2pt,3pt,4pt"><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></v:textbox>'
)


@pytest.mark.parametrize(
    ("written", "expected"), [("1in", 72.0), ("10pt", 10.0), ("96px", 72.0), ("-3", -3.0), ("auto", 0.0)]
)
def test_a_length_is_in_points(written: str, expected: float) -> None:
    assert length(written) == expected


def test_a_text_box_has_its_words_insets_and_place(read: Read) -> None:
    style = "position:absolute;margin-left:10pt;margin-top:20pt;width:100pt;height:50pt"
    found = drawing(read(pict(f'<v:rect style="{style}" filled="f">{BOX.format("x")}</v:rect>')))
    assert isinstance(found.content, Shape)
    assert (found.width, found.content.fill, found.content.insets) == (100.0, "", (2.0, 3.0, 4.0, 1.0))
    assert found.anchor is not None
    assert (found.anchor.horizontal.offset, found.anchor.vertical.offset) == (10.0, 20.0)


def test_the_words_of_word_art_are_text(read: Read) -> None:
    art = '<v:shape style="width:200pt;height:40pt" fillcolor="red"><v:textpath style="font-size:24pt" string="TWO&#10;LINES"/></v:shape>'
    document = read(pict(art))
    assert [each.paragraphs for each in stories(document)] == [("",), ("TWO", "LINES")]


def test_members_of_a_group_are_placed_in_its_scale(read: Read) -> None:
    member = f'<v:rect style="left:500;top:0;width:500;height:1000">{BOX.format("y")}</v:rect>'
    found = drawing(read(pict(f'<v:group style="width:100pt;height:50pt" coordsize="1000,1000">{member}</v:group>')))
    assert isinstance(found.content, Group)
    (placed,) = found.content.members
    assert (placed.x, placed.drawing.width, placed.drawing.height) == (50.0, 50.0, 50.0)


def test_a_picture_with_words_over_it_keeps_the_words(read: Read) -> None:
    shape = f'<v:shape style="width:10pt;height:10pt"><v:imagedata r:id="none"/>{BOX.format("over")}</v:shape>'
    assert [each.paragraphs for each in stories(read(pict(shape)))] == [("",), ("over",)]


def test_a_shape_may_have_its_place_in_a_margin_and_be_a_share_of_the_page(read: Read) -> None:
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:41pt;height:41pt;mso-position-horizontal:right;"
        "mso-position-horizontal-relative:left-margin-area;mso-position-vertical:top;"
        "mso-position-vertical-relative:bottom-margin-area;mso-width-percent:920"
    )
    found = drawing(read(pict(f'<v:roundrect style="{style}" arcsize="6554f"/>'))).anchor
    assert found is not None
    assert (found.horizontal.origin, found.vertical.origin) == ("leftMargin", "bottomMargin")
    assert (found.width_share, found.height_share) == (0.92, 0.0)


def test_the_corners_of_a_rectangle_are_as_round_as_it_says(read: Read) -> None:
    shape = '<v:roundrect style="width:10pt;height:10pt" {}/>'
    for stated, corner in (('arcsize="6554f"', 0.1), ('arcsize="0.3"', 0.3), ("", 0.2)):
        content = drawing(read(pict(shape.format(stated)))).content
        assert isinstance(content, Shape)
        assert content.corner == pytest.approx(corner, abs=0.001)


@pytest.mark.parametrize(
    ("style", "direction"),
    [
        ("", ""),
        ("layout-flow:vertical", "vert"),
        ("layout-flow:vertical;mso-layout-flow-alt:bottom-to-top", "vert270"),
    ],
)
def test_the_words_of_a_text_box_run_across_down_or_up(read: Read, style: str, direction: str) -> None:
    box = BOX.format("x").replace("<v:textbox", f'<v:textbox style="{style}"')
    content = drawing(read(pict(f'<v:rect style="width:10pt;height:10pt">{box}</v:rect>'))).content
    assert isinstance(content, Shape)
    assert content.direction == direction
