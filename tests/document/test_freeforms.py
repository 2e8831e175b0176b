from collections.abc import Callable

import pytest

from packetgen.document.graphics import Drawing, Shape
from packetgen.document.model import Document, Paragraph
from packetgen.pdf.shapes import outline_svg

Read = Callable[..., Document]
STEPS = (
    '<a:moveTo><a:pt x="0" y="50"/></a:moveTo><a:lnTo><a:pt x="100" y="50"/></a:lnTo>'
    '<a:arcTo wR="50" hR="25" stAng="0" swAng="21600000"/><a:close/>'
)


def freeform(read: Read, steps: str, flip: str = "") -> Drawing:
    custom = f'<a:custGeom><a:pathLst><a:path w="100" h="100">{steps}</a:path></a:pathLst></a:custGeom>'
    fill = '<a:solidFill><a:srgbClr val="005747"/></a:solidFill>'
    shape = f"<wps:wsp><wps:spPr><a:xfrm {flip}/>{custom}{fill}</wps:spPr></wps:wsp>"
    extent = '<wp:extent cx="2540000" cy="1270000"/>'
    graphic = f'<a:graphic><a:graphicData uri="x">{shape}</a:graphicData></a:graphic>'
    document = read(f"<w:p><w:r><w:drawing><wp:inline>{extent}{graphic}</wp:inline></w:drawing></w:r></w:p>")
    (paragraph,) = document.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    (found,) = paragraph.inlines
    assert isinstance(found, Drawing)
    return found


def drawn(found: Drawing) -> str:
    assert isinstance(found.content, Shape)
    return outline_svg(found, found.content)


def test_an_outline_of_its_own_is_drawn_as_large_as_its_shape(read: Read) -> None:
    svg = drawn(freeform(read, STEPS))
    assert 'd="M0.00 50.00L200.00 50.00A100.00 25.00 0 0 1 ' in svg
    assert svg.count("A100.00") == 3  # a whole turn, in pieces
    assert 'fill="#005747"' in svg


@pytest.mark.parametrize(("flip", "start"), [('flipH="1"', "M200.00 50.00"), ('flipV="1"', "M0.00 50.00")])
def test_an_outline_is_mirrored_with_its_shape(read: Read, flip: str, start: str) -> None:
    svg = drawn(freeform(read, STEPS, flip))
    assert start in svg
    assert "A100.00 25.00 0 0 0 " in svg


def test_an_outline_whose_points_are_worked_out_is_not_read(read: Read) -> None:
    found = freeform(read, '<a:moveTo><a:pt x="wd2" y="0"/></a:moveTo>').content
    assert isinstance(found, Shape)
    assert found.paths == ()
