from collections.abc import Callable

from packetgen.document.graphics import Drawing, Group, Shape, Unsupported
from packetgen.document.model import Document, Paragraph
from packetgen.document.plain import stories

Read = Callable[..., Document]
WORDS = "<wps:txbx><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></wps:txbx>"


def drawing(document: Document) -> Drawing:
    (paragraph,) = document.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    (found,) = paragraph.inlines
    assert isinstance(found, Drawing)
    return found


def inline(
    content: str, frame: str = '<wp:extent cx="1270000" cy="635000"/><wp:docPr id="1" name="n" descr="seen"/>'
) -> str:
    data = f"<a:graphic><a:graphicData>{content}</a:graphicData></a:graphic>"
    return f"<w:p><w:r><w:drawing><wp:inline>{frame}{data}</wp:inline></w:drawing></w:r></w:p>"


def test_sizes_are_points_and_the_description_is_kept(read: Read) -> None:
    found = drawing(read(inline("<wps:wsp><wps:spPr/></wps:wsp>")))
    assert (found.width, found.height, found.description) == (100.0, 50.0, "seen")


def test_a_group_holds_groups_and_shapes_wherever_they_stand(read: Read) -> None:
    place = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="635000" cy="635000"/></a:xfrm>'
    shape = f"<wps:wsp><wps:spPr>{place}</wps:spPr>{WORDS.format('in')}</wps:wsp>"
    unplaced = f"<wps:wsp><wps:spPr/>{WORDS.format('nowhere')}</wps:wsp>"
    nested = f"<wpg:grpSp><wpg:grpSpPr>{place}</wpg:grpSpPr>{shape}</wpg:grpSp>"
    document = read(inline(f"<wpg:wgp><wpg:grpSpPr>{place}</wpg:grpSpPr>{nested}{unplaced}</wpg:wgp>"))
    assert isinstance(drawing(document).content, Group)
    assert [each.paragraphs for each in stories(document)] == [("",), ("in",), ("nowhere",)]


def test_a_drawing_of_an_unknown_kind_is_a_frame(read: Read) -> None:
    content = drawing(read(inline("<a:novelty/>"))).content
    assert content == Unsupported("novelty")


def test_a_shape_without_a_body_has_the_insets_of_the_schema(read: Read) -> None:
    content = drawing(read(inline("<wps:wsp><wps:spPr/></wps:wsp>"))).content
    assert isinstance(content, Shape)
    assert content.insets == (3.6, 7.2, 3.6, 7.2)
