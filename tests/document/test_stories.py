"""Notes, comments, text boxes, pictures, charts: what stands outside the body or over it."""

from collections.abc import Callable

from packetgen.document.charts import Chart
from packetgen.document.graphics import Drawing, Group, Picture, Shape
from packetgen.document.inlines import texts
from packetgen.document.model import CommentMark, Document, NoteReference, Paragraph, Run

Read = Callable[..., Document]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(3) + b"\x0dIHDR" + bytes([0, 0, 0, 1]) * 2
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def only(document: Document) -> Paragraph:
    found = document.sections[0].blocks[0]
    assert isinstance(found, Paragraph)
    return found


def plain(blocks: tuple[object, ...]) -> list[str]:
    return ["".join(texts(each.inlines)) for each in blocks if isinstance(each, Paragraph)]


def note(name: int, text: str) -> str:
    return f'<w:footnote w:id="{name}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'


def test_footnotes_are_counted_in_the_order_of_the_text_and_know_their_own_label(read: Read) -> None:
    body = "".join(f'<w:p><w:r><w:t>x</w:t><w:footnoteReference w:id="{name}"/></w:r></w:p>' for name in (7, 3))
    separator = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr>'
    document = read(body, footnotes=separator + note(3, " three") + note(7, " seven"), settings=settings)
    assert [(each.kind, each.label, plain(each.blocks)) for each in document.notes] == [
        ("footnote", "a", ["a seven"]),
        ("footnote", "b", ["b three"]),
    ]
    reference = only(document).inlines[1]
    assert isinstance(reference, NoteReference)
    assert (reference.id, reference.label) == ("7", "a")


def test_a_note_with_a_mark_of_its_own_takes_no_number(read: Read) -> None:
    own = '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    body = f'<w:p>{own}</w:p><w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    document = read(body, footnotes=note(1, "own") + note(2, "counted"))
    assert [each.label for each in document.notes] == ["*", "1"]
    assert "".join(texts(only(document).inlines)) == "*"


def test_comments_come_with_their_threads_and_states(read: Read) -> None:
    w14 = 'w14:paraId="{}"'
    comments = "".join(
        f'<w:comment w:id="{name}" w:author="{who}" w:date="2027-01-02T00:00:00Z"><w:p {w14.format(mark)}><w:r><w:t>{who} says</w:t></w:r></w:p></w:comment>'
        for name, who, mark in ((0, "甲", "0000000A"), (1, "乙", "0000000B"))
    )
    extended = (
        '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<w15:commentEx w15:paraId="0000000A" w15:done="1"/>'
        '<w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A" w15:done="0"/></w15:commentsEx>'
    )
    body = (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>x</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    document = read(body, comments=comments, commentsExtended=extended)
    first, second = document.comments
    assert (first.author, first.resolved, plain(first.blocks)) == ("甲", True, ["甲 says"])
    assert (second.parent, second.resolved) == ("0", False)
    marks = [each.place for each in only(document).inlines if isinstance(each, CommentMark)]
    assert marks == ["start", "end", "reference"]


BOX = (
    '<wps:wsp><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="127000" cy="127000"/></a:xfrm>'
    '<a:prstGeom prst="roundRect"/><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></wps:spPr>'
    "<wps:txbx><w:txbxContent><w:p><w:r><w:t>in the box</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
)


def anchored(content: str, kind: str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape") -> str:
    return (
        '<w:drawing><wp:anchor behindDoc="1" distL="127000"><wp:positionH relativeFrom="page"><wp:posOffset>127000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV><wp:extent cx="1270000" cy="254000"/>'
        f'<wp:wrapSquare wrapText="left"/><wp:docPr id="1" name="n" descr="said"/><a:graphic><a:graphicData uri="{kind}">{content}</a:graphicData></a:graphic></wp:anchor></w:drawing>'
    )


def test_a_text_box_is_read_once_however_often_the_file_holds_it(read: Read) -> None:
    fallback = "<w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>in the box</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    both = f'<mc:AlternateContent><mc:Choice Requires="wps">{anchored(BOX)}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>'
    (drawing,) = only(read(f"<w:p><w:r>{both}</w:r></w:p>")).inlines
    assert isinstance(drawing, Drawing)
    assert isinstance(drawing.content, Shape)
    assert plain(drawing.content.blocks) == ["in the box"]
    assert (drawing.content.geometry, drawing.content.fill) == ("roundRect", "FF0000")
    assert (drawing.width, drawing.height, drawing.description) == (100.0, 20.0, "said")
    anchor = drawing.anchor
    assert anchor is not None
    assert (anchor.horizontal.origin, anchor.horizontal.offset) == ("page", 10.0)
    assert (anchor.vertical.origin, anchor.vertical.align) == ("margin", "bottom")
    assert (anchor.wrap, anchor.side, anchor.behind, anchor.distance[3]) == ("square", "left", True, 10.0)


def test_an_older_text_box_is_read_too(read: Read) -> None:
    box = (
        '<w:pict><v:rect style="position:absolute;margin-left:1in;margin-top:36pt;width:100pt;height:2cm;mso-position-horizontal-relative:page" fillcolor="#f00">'
        "<v:textbox><w:txbxContent><w:p><w:r><w:t>old box</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict>"
    )
    (drawing,) = only(read(f"<w:p><w:r>{box}</w:r></w:p>")).inlines
    assert isinstance(drawing, Drawing)
    assert isinstance(drawing.content, Shape)
    assert plain(drawing.content.blocks) == ["old box"]
    assert drawing.content.fill == "FF0000"
    assert drawing.anchor is not None
    assert (drawing.anchor.horizontal.origin, drawing.anchor.horizontal.offset) == ("page", 72.0)


def test_members_of_a_group_stand_where_the_scale_of_the_group_puts_them(read: Read) -> None:
    member = BOX.replace(
        '<a:off x="0" y="0"/><a:ext cx="127000" cy="127000"/>', '<a:off x="150" y="100"/><a:ext cx="50" cy="50"/>'
    )
    group = (
        '<wpg:wgp><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1270000" cy="254000"/><a:chOff x="100" y="100"/>'
        f'<a:chExt cx="100" cy="100"/></a:xfrm></wpg:grpSpPr>{member}</wpg:wgp>'
    )
    (drawing,) = only(read(f"<w:p><w:r>{anchored(group)}</w:r></w:p>")).inlines
    assert isinstance(drawing, Drawing)
    assert isinstance(drawing.content, Group)
    (placed,) = drawing.content.members
    assert (placed.x, placed.y, placed.drawing.width, placed.drawing.height) == (50.0, 0.0, 50.0, 10.0)


def test_a_picture_comes_with_what_is_cut_off_it(read: Read) -> None:
    picture = '<pic:pic><pic:blipFill><a:blip r:embed="img"/><a:srcRect l="10000" b="25000"/></pic:blipFill></pic:pic>'
    relation = f'<Relationship Id="img" Type="{REL}/image" Target="media/image1.png"/>'
    document = read(
        f"<w:p><w:r>{anchored(picture)}</w:r></w:p>", members={"word/media/image1.png": PNG}, relations=relation
    )
    (drawing,) = only(document).inlines
    assert isinstance(drawing, Drawing)
    assert drawing.content == Picture("word/media/image1.png", (0.0, 0.0, 0.25, 0.1))
    assert document.images == {"word/media/image1.png": PNG}


def test_a_chart_comes_with_its_cached_figures(read: Read) -> None:
    chart = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        "<c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Floods</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea>"
        '<c:barChart><c:barDir val="col"/><c:grouping val="stacked"/><c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>2026</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        '<c:cat><c:strRef><c:strCache><c:ptCount val="2"/><c:pt idx="0"><c:v>May</c:v></c:pt><c:pt idx="1"><c:v>June</c:v></c:pt></c:strCache></c:strRef></c:cat>'
        '<c:val><c:numRef><c:numCache><c:ptCount val="2"/><c:pt idx="1"><c:v>7.5</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:barChart>'
        '<c:catAx/><c:valAx><c:majorGridlines/></c:valAx></c:plotArea><c:legend><c:legendPos val="b"/></c:legend></c:chart></c:chartSpace>'
    )
    relation = f'<Relationship Id="ch" Type="{REL}/chart" Target="charts/chart1.xml"/>'
    body = "<w:p><w:r>" + anchored('<c:chart r:id="ch"/>') + "</w:r></w:p>"
    (drawing,) = only(read(body, members={"word/charts/chart1.xml": chart.encode()}, relations=relation)).inlines
    assert isinstance(drawing, Drawing)
    found = drawing.content
    assert isinstance(found, Chart)
    (plot,) = found.plots
    assert (plot.kind, plot.grouping, plot.horizontal, found.title, found.legend) == (
        "bar",
        "stacked",
        False,
        "Floods",
        "b",
    )
    assert [(s.name, s.categories, s.values) for s in plot.series] == [("2026", ("May", "June"), (None, 7.5))]
    assert found.value_axis.gridlines


def test_words_of_a_symbol_face_become_characters_that_other_faces_hold(read: Read) -> None:
    body = '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F061"/></w:r></w:p>'
    assert [each.text for each in only(read(body)).inlines if isinstance(each, Run)] == ["☑", "α"]


def test_a_formula_is_read_as_one_line(read: Read) -> None:
    fraction = "<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    power = "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    assert (
        "".join(texts(only(read(f"<w:p><m:oMath>{power}<m:r><m:t>=</m:t></m:r>{fraction}</m:oMath></w:p>")).inlines))
        == "x^2=(a+b)/2"
    )
