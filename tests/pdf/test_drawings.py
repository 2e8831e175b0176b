"""Drawings at their places: in the line, beside the text, on the page, in headers."""

import base64
from collections.abc import Callable
from typing import Any

import pytest

from packetgen.ooxml.names import PREFIXES
from packetgen.ooxml.write import write_package
from packetgen.pdf.write import print_docx

Print = Callable[..., Any]
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NAMESPACES = " ".join(f'xmlns:{key}="{name}"' for key, name in PREFIXES.items() if key not in {"xml", "ct", "rel"})
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SECTION = (
    '<w:sectPr>{inner}<w:pgSz w:w="8000" w:h="8000"/>'
    '<w:pgMar w:top="2000" w:right="1000" w:bottom="1000" w:left="1000" w:header="400" w:footer="400"/></w:sectPr>'
)


def box(text: str, geometry: str = "rect") -> str:
    return (
        f'<wps:wsp><wps:spPr><a:prstGeom prst="{geometry}"/></wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
        '</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" tIns="0"/></wps:wsp>'
    )


def graphic(content: str) -> str:
    return f'<a:graphic><a:graphicData uri="x">{content}</a:graphicData></a:graphic>'


def anchored(content: str, across: str, down: str, wrap: str = "<wp:wrapNone/>", behind: str = "0") -> str:
    """A drawing of 100 by 50 points."""
    return (
        f'<w:r><w:drawing><wp:anchor behindDoc="{behind}"><wp:positionH {across}</wp:positionH><wp:positionV {down}</wp:positionV>'
        f'<wp:extent cx="1270000" cy="635000"/>{wrap}<wp:docPr id="1" name="n"/>{graphic(content)}</wp:anchor></w:drawing></w:r>'
    )


def at(origin: str, points: int) -> str:
    return f'relativeFrom="{origin}"><wp:posOffset>{points * 12700}</wp:posOffset>'


def p(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def t(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("across", "down", "x", "y"),
    [
        (at("page", 30), at("page", 40), 30, 40),
        (at("margin", 10), at("margin", 20), 60, 120),
        ('relativeFrom="margin"><wp:align>right</wp:align>', at("page", 40), 250, 40),
        (
            'relativeFrom="page"><wp:align>center</wp:align>',
            'relativeFrom="page"><wp:align>bottom</wp:align>',
            150,
            350,
        ),
        (at("column", 10), at("paragraph", 60), 60, 160),
    ],
)
def test_a_text_box_stands_where_its_anchor_says(printed: Print, across: str, down: str, x: float, y: float) -> None:
    found = printed(p(anchored(box("inside"), across, down), t("text")) + SECTION.format(inner=""))
    place = found.find("inside")[1]
    assert place.x == pytest.approx(x, abs=1)
    assert place.y == pytest.approx(y, abs=6)


def test_words_that_are_too_many_for_a_text_box_run_over_the_foot_of_its_own_page(printed: Print) -> None:
    words = "</w:t><w:br/><w:t>".join(f"line{n}" for n in range(60))
    found = printed(
        p(anchored(box(words), at("page", 30), at("page", 40)), t("text")) + p(t("more")) + SECTION.format(inner="")
    )
    assert found.find("line59")[0] == 0
    assert len(found.pages) == 1


def test_a_place_may_be_a_share_of_the_page_with_another_beside_it_for_older_readers(printed: Print) -> None:
    share = '<wp:positionH relativeFrom="page"><wp14:pctPosHOffset>25000</wp14:pctPosHOffset></wp:positionH>'
    old = '<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wp14">{share}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
        "</mc:AlternateContent>"
    )
    drawn = anchored(box("stamp"), at("page", 30), at("page", 40))
    start, end = drawn.index("<wp:positionH"), drawn.index("<wp:positionV")
    found = printed(p(drawn[:start] + both + drawn[end:]) + SECTION.format(inner=""))
    assert found.find("stamp")[1].x == pytest.approx(100, abs=6)


def test_the_text_flows_beside_a_picture_and_below_one_that_allows_no_text_beside(printed: Print) -> None:
    left = at("column", 0), at("paragraph", 0)
    beside = printed(
        p(anchored(box("inside"), *left, '<wp:wrapSquare wrapText="bothSides"/>'), t("text")) + SECTION.format(inner="")
    )
    assert beside.find("text")[1].x == pytest.approx(150, abs=2)
    below = printed(p(anchored(box("inside"), *left, "<wp:wrapTopAndBottom/>"), t("text")) + SECTION.format(inner=""))
    assert below.find("text")[1].x == pytest.approx(50, abs=1)
    assert below.find("text")[1].y >= 149.9


def test_the_column_of_a_drawing_in_a_cell_is_the_cell(printed: Print) -> None:
    picture = anchored(box("inside"), at("column", 0), at("paragraph", 0), '<wp:wrapSquare wrapText="bothSides"/>')
    cell = '<w:tc><w:tcPr><w:tcW w:w="2900"/></w:tcPr>{}</w:tc>'
    cells = cell.format(p(t("one"))) + cell.format(p(picture, t("two")))
    table = f'<w:tbl><w:tblGrid><w:gridCol w:w="2900"/><w:gridCol w:w="2900"/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'
    found = printed(table + p() + SECTION.format(inner=""))
    assert found.find("inside")[1].x == pytest.approx(50 + 145, abs=2)


def test_what_a_header_puts_on_the_page_stands_there_on_every_page(printed: Print) -> None:
    header = p(anchored(box("stamp"), at("page", 300), at("page", 320)), t("head"))
    body = p(t("one")) + "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>two</w:t></w:r></w:p>"
    inner = '<w:headerReference w:type="default" r:id="header1"/>'
    found = printed(body + SECTION.format(inner=inner), header1=header)
    for page in found.pages:
        (place,) = (word for word in page if word.text == "stamp")
        assert (place.x, place.y) == pytest.approx((300, 320), abs=6)
    assert found.find("one")[1].y == pytest.approx(100, abs=6)


PICTURE = '<pic:pic><pic:blipFill><a:blip r:embed="image1.png"/>{}</pic:blipFill></pic:pic>'


def inline(content: str) -> str:
    return f'<w:r><w:drawing><wp:inline><wp:extent cx="1270000" cy="635000"/><wp:docPr id="1" name="n" descr="a dot"/>{graphic(content)}</wp:inline></w:drawing></w:r>'


def test_a_cropped_picture_is_drawn_larger_and_cut(printed: Print) -> None:
    members = {"word/media/image1.png": PNG}
    crop = '<a:srcRect l="50000"/>'
    html = printed(p(inline(PICTURE.format(crop))) + SECTION.format(inner=""), members=members).html
    rules = " ".join(html.rules.values())
    assert "overflow:hidden" in rules
    assert "width:200pt;height:50pt;margin:0pt 0 0 -100pt" in rules


def test_a_picture_of_another_kind_leaves_a_frame_and_a_report(printed: Print) -> None:
    members = {"word/media/image1.png": b"\x01\0\0\0 a metafile"}
    html = printed(p(inline(PICTURE.format(""))) + SECTION.format(inner=""), members=members).html
    assert "<img" not in html.text
    assert html.unsupported == {"picture": 1}


def test_a_shape_that_is_no_box_gets_its_outline_behind_its_words(printed: Print) -> None:
    outlined = box("go", "rightArrow").replace(
        "</wps:spPr>", '<a:solidFill><a:srgbClr val="00FF00"/></a:solidFill></wps:spPr>'
    )
    found = printed(p(inline(outlined)) + SECTION.format(inner=""))
    (picture,) = found.html.images.values()
    assert b'fill="#00FF00"' in picture
    assert found.find("go")[0] == 0


def test_a_page_with_a_placed_box_is_written() -> None:
    body = p(anchored(box("inside"), at("page", 30), at("page", 40)), t("text")) + SECTION.format(inner="")
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    types = f'<Types xmlns="{PREFIXES["ct"]}"><Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
    data = write_package({"[Content_Types].xml": types.encode(), "word/document.xml": document.encode()})
    printed = print_docx(data, "x.docx", strict=False).value
    assert printed is not None
    assert printed.data.startswith(b"%PDF")


def test_the_words_of_a_text_box_may_run_down_and_its_corners_be_round(printed: Print) -> None:
    turned = box("inside", "roundRect").replace("<wps:bodyPr", '<wps:bodyPr vert="vert"')
    turned = turned.replace(
        "/></wps:spPr>",
        '><a:avLst><a:gd name="adj" fmla="val 20000"/></a:avLst></a:prstGeom><a:ln w="6350"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>',
    )
    found = printed(p(anchored(turned, at("page", 30), at("page", 40)), t("text")) + SECTION.format(inner=""))
    rules = found.html.rules.values()
    assert any("rotate(90deg)" in rule for rule in rules)
    assert any("border-radius:10pt" in rule for rule in rules)


def test_a_shape_that_is_a_share_of_the_page_is_as_wide_as_that(printed: Print) -> None:
    style = "position:absolute;margin-left:0;margin-top:0;width:10pt;height:20pt;mso-width-percent:500"
    found = printed(p(f'<w:r><w:pict><v:rect style="{style}"/></w:pict></w:r>', t("text")) + SECTION.format(inner=""))
    assert any("width:200pt" in rule and "height:20pt" in rule for rule in found.html.rules.values())


SQUARE = '<wp:wrapSquare wrapText="bothSides"/>'
LINE = '<w:spacing w:line="400" w:lineRule="exact"/>'


def lines(count: int, *inner: str) -> str:
    """A paragraph of so many lines, 20 points high each."""
    words = "".join(f"<w:r><w:br/><w:t>line{n}</w:t></w:r>" for n in range(1, count))
    return f"<w:p><w:pPr>{LINE}<w:widowControl w:val='0'/></w:pPr>{''.join(inner)}{t('line0')}{words}</w:p>"


def test_lines_above_a_lowered_picture_stand_where_they_would_without_it(printed: Print) -> None:
    found = printed(
        lines(5, anchored(box("inside"), at("column", 0), at("paragraph", 40), SQUARE)) + SECTION.format(inner="")
    )
    places = [found.find(f"line{n}")[1].x for n in range(5)]
    assert places == pytest.approx([50, 50, 150, 150, 150], abs=2)
    assert found.find("inside")[1].y == pytest.approx(140, abs=6)


def test_pictures_at_one_side_stand_below_each_other_where_their_places_say_so(printed: Print) -> None:
    first = anchored(box("first"), at("column", 0), at("paragraph", 0), SQUARE)
    second = anchored(box("second"), at("column", 0), at("paragraph", 55), SQUARE)
    found = printed(lines(6, first, second) + SECTION.format(inner=""))
    assert found.find("second")[1].x == pytest.approx(found.find("first")[1].x)
    assert found.find("second")[1].y - found.find("first")[1].y == pytest.approx(55, abs=1)


def test_a_picture_may_reach_into_the_margin_below_its_page(printed: Print) -> None:
    filler, picture = lines(11), anchored(box("inside"), at("column", 0), at("paragraph", 0), SQUARE)
    found = printed(filler + lines(4, picture).replace("line", "last") + SECTION.format(inner=""))
    assert [found.find("inside")[0], found.find("last0")[0], found.find("last3")[0]] == [0, 0, 1]


def test_a_picture_goes_to_the_next_page_with_its_paragraph(printed: Print) -> None:
    filler, picture = lines(12), anchored(box("inside"), at("column", 0), at("paragraph", 0), SQUARE)
    keeps = lines(4, picture).replace("line", "last").replace("<w:pPr>", "<w:pPr><w:keepLines/>", 1)
    found = printed(filler + keeps + SECTION.format(inner=""))
    assert [found.find("inside")[0], found.find("last0")[0]] == [1, 1]


def test_a_picture_that_cannot_be_read_keeps_its_room(printed: Print) -> None:
    blip = '<pic:pic><pic:blipFill><a:blip r:embed="x.png"/></pic:blipFill></pic:pic>'
    body = p(anchored(blip, at("column", 0), at("paragraph", 0), SQUARE), t("text")) + SECTION.format(inner="")
    found = printed(body, members={"word/media/x.png": PNG[:40] + b"broken"})
    assert found.find("text")[1].x == pytest.approx(150, abs=2)


@pytest.mark.parametrize(("down", "places"), [(0, [150, 170]), (-20, [130, 150]), (40, [100, 120, 190])])
def test_lines_stand_above_and_below_a_picture_that_has_none_beside(
    printed: Print, down: int, places: list[float]
) -> None:
    picture = anchored(box("inside"), at("column", 20), at("paragraph", down), "<wp:wrapTopAndBottom/>")
    found = printed(lines(3, picture) + SECTION.format(inner=""))
    assert [found.find(f"line{n}")[1].y for n in range(len(places))] == pytest.approx(places, abs=5)
    assert found.find("inside")[1].y == pytest.approx(100 + down, abs=5)


def test_a_picture_is_placed_from_below_the_space_of_the_paragraph_above(printed: Print) -> None:
    def top(before: int, after: int) -> float:
        above = f'<w:p><w:pPr><w:spacing w:after="{after}"/></w:pPr>{t("above")}</w:p>'
        own = f'<w:pPr><w:spacing w:before="{before}"/></w:pPr>'
        found = printed(above + p(own, anchored(box("inside"), at("column", 0), at("paragraph", 0), SQUARE), t("text")))
        return float(found.find("inside")[1].y - found.find("above")[1].y)

    assert [top(0, 200) - top(0, 0), top(200, 0) - top(0, 0), top(400, 200) - top(0, 0)] == pytest.approx([10, 0, 10])


def test_at_the_top_of_a_page_a_picture_and_its_paragraph_stand_without_the_space_above(printed: Print) -> None:
    def spaced(text: str, *inner: str) -> str:
        return f'<w:p><w:pPr><w:spacing w:after="400" {LINE[11:-2]}/></w:pPr>{"".join(inner)}{t(text)}</w:p>'

    picture = anchored(box("inside"), at("column", 0), at("paragraph", 0), SQUARE)
    body = "".join(spaced(f"line{n}") for n in range(6)) + spaced("next", picture)
    found = printed(body + SECTION.format(inner=""))
    (page, inside), (_, text) = found.find("inside"), found.find("next")
    assert page == 1
    assert (inside.y, text.y) == pytest.approx((100, 100), abs=5)


def test_words_flow_around_a_picture_with_a_place_on_the_page(printed: Print) -> None:
    found = printed(
        lines(8, anchored(box("inside"), at("margin", 0), at("page", 140), SQUARE)) + SECTION.format(inner="")
    )
    assert found.find("inside")[1].y == pytest.approx(140, abs=6)
    assert [round(found.find(f"line{n}")[1].x) for n in range(6)] == [50, 50, 150, 150, 150, 50]
