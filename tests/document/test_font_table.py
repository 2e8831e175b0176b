"""What is read of the font table and of the settings that print in another way."""

from collections.abc import Callable

from packetgen.document.model import DeclaredFace, Document, Paragraph

Read = Callable[..., Document]


def test_faces_are_read_with_what_helps_to_find_others_like_them(read: Read) -> None:
    table = (
        '<w:font w:name="Frobnik"><w:altName w:val="Arial, Helvetica"/><w:panose1 w:val="020B0604020202020204"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        '<w:font w:name="Gnarl"><w:family w:val="auto"/><w:pitch w:val="fixed"/></w:font>'
    )
    assert read("<w:p/>", fontTable=table).faces == {
        "Frobnik": DeclaredFace(("Arial", "Helvetica"), "swiss", "020B0604020202020204"),
        "Gnarl": DeclaredFace(fixed_pitch=True),
    }


def test_settings_of_spaces_and_breaks_are_off_where_they_are_not_stated(read: Read) -> None:
    plain = read("<w:p/>", settings="<w:compat/>")
    assert (plain.spaces_add, plain.breaks_before_mark) == (False, False)
    stated = "<w:compat><w:doNotUseHTMLParagraphAutoSpacing/><w:splitPgBreakAndParaMark w:val='1'/></w:compat>"
    read_ones = read("<w:p/>", settings=stated)
    assert (read_ones.spaces_add, read_ones.breaks_before_mark) == (True, True)


def test_spaces_as_in_html_are_kept_beside_those_in_points(read: Read) -> None:
    spacing = '<w:spacing w:before="100" w:beforeAutospacing="1" w:after="60" w:afterAutospacing="0"/>'
    block = read(f"<w:p><w:pPr>{spacing}</w:pPr></w:p>").sections[0].blocks[0]
    assert isinstance(block, Paragraph)
    layout = block.format
    assert (layout.before, layout.auto_before, layout.after, layout.auto_after) == (5.0, True, 3.0, False)
