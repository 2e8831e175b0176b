from packetgen.document.inlines import texts
from packetgen.document.model import Document, Field, Link, Paragraph, Run, Table
from packetgen.document.read import read_docx
from packetgen.ooxml.write import write_package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REL = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def docx(body: str, styles: str = "", numbering: str = "", settings: str = "") -> bytes:
    """A Word file around the inside of a body."""
    parts = {"styles": styles, "numbering": numbering, "settings": settings}
    members = {
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        **{f"word/{name}.xml": f'<w:{name} xmlns:w="{W}">{xml}</w:{name}>' for name, xml in parts.items()},
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{REL}">'
        + "".join(f'<Relationship Id="{name}" Type="{R}/{name}" Target="{name}.xml"/>' for name in parts)
        + f'<Relationship Id="web" Type="{R}/hyperlink" Target="https://example.org" TargetMode="External"/>'
        + f'<Relationship Id="js" Type="{R}/hyperlink" Target="javascript:x" TargetMode="External"/>'
        + "</Relationships>",
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/></Types>',
    }
    return write_package({name: text.encode() for name, text in members.items()})


def read(body: str, **parts: str) -> Document:
    result = read_docx(docx(body, **parts), "x.docx")
    assert result.value is not None, result.diagnostics
    return result.value


def paragraphs(document: Document) -> list[Paragraph]:
    return [block for section in document.sections for block in section.blocks if isinstance(block, Paragraph)]


def plain(document: Document) -> list[str]:
    return ["".join(texts(each.inlines)) for each in paragraphs(document)]


def test_a_style_is_laid_over_its_ancestors_and_the_defaults() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/>'
        '<w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
    )
    (one,) = paragraphs(read('<w:p><w:pPr><w:pStyle w:val="B"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>', styles=styles))
    (run,) = one.inlines
    assert isinstance(run, Run)
    assert (run.format.size, run.format.bold) == (16.0, True)


def test_bold_of_a_character_style_switches_bold_of_a_paragraph_style_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="S"><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = (
        '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:rPr><w:rStyle w:val="S"/></w:rPr><w:t>x</w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="S"/><w:b/></w:rPr><w:t>y</w:t></w:r></w:p>'
    )
    (one,) = paragraphs(read(body, styles=styles))
    assert [run.format.bold for run in one.inlines if isinstance(run, Run)] == [False, True]


def test_an_indent_in_characters_is_counted_in_the_size_of_the_text() -> None:
    body = '<w:p><w:pPr><w:ind w:firstLineChars="200"/></w:pPr><w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    assert paragraphs(read(body))[0].format.first_line == 32.0


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num>"
)


def item(number: int, level: int = 0) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{numbered}</w:pPr></w:p>"


def test_labels_count_restart_and_override() -> None:
    body = item(1) + item(1, 1) + item(1, 1) + item(1) + item(1, 1) + item(2) + item(2)
    found = paragraphs(read(body, numbering=NUMBERING))
    assert [each.label.text for each in found if each.label] == ["一、", "一.1", "一.2", "二、", "二.1", "五、", "六、"]


def test_a_field_over_runs_is_read_as_code_and_result() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF </w:instrText></w:r>'
        '<w:r><w:instrText>_Toc1 \\h</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    (one,) = paragraphs(read(body))
    (only,) = one.inlines
    assert isinstance(only, Field)
    assert (only.kind, only.code) == ("PAGEREF", "PAGEREF _Toc1 \\h")
    assert plain(read(body)) == ["7"]


def test_a_table_of_contents_gives_its_words_to_each_of_its_paragraphs() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>a</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>b</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:p><w:r><w:t>c</w:t></w:r></w:p>'
    )
    assert plain(read(body)) == ["a", "b", "c"]


def test_insertions_are_shown_and_deletions_are_kept_apart() -> None:
    body = '<w:p><w:ins w:id="1"><w:r><w:t>new</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del></w:p>'
    (one,) = paragraphs(read(body))
    kinds = [(run.text, [each.kind for each in run.revisions]) for run in one.inlines if isinstance(run, Run)]
    assert kinds == [("new", ["ins"]), ("old", ["del"])]
    assert plain(read(body)) == ["new"]


def test_content_controls_are_seen_through() -> None:
    body = "<w:sdt><w:sdtContent><w:p><w:sdt><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>"
    assert plain(read(body)) == ["x"]


def test_a_link_keeps_its_words_and_only_safe_addresses() -> None:
    body = '<w:p><w:hyperlink r:id="web"><w:r><w:t>a</w:t></w:r></w:hyperlink><w:hyperlink r:id="js"><w:r><w:t>b</w:t></w:r></w:hyperlink></w:p>'
    (one,) = paragraphs(read(body))
    assert [link.address for link in one.inlines if isinstance(link, Link)] == ["https://example.org", ""]
    assert plain(read(body)) == ["ab"]


def test_borders_come_from_the_table_style_edge_by_edge() -> None:
    styles = (
        '<w:style w:type="table" w:styleId="G"><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8"/>'
        '<w:insideH w:val="single" w:sz="4"/></w:tblBorders></w:tblPr></w:style>'
    )
    cell = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
    body = f'<w:tbl><w:tblPr><w:tblStyle w:val="G"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>{cell}{cell}</w:tbl>'
    (table,) = read(body, styles=styles).sections[0].blocks
    assert isinstance(table, Table)
    first, last = (row.cells[0].borders for row in table.rows)
    assert (first["top"].width, first["bottom"].width) == (1.0, 0.5)
    assert (last["top"].width, "bottom" in last) == (0.5, False)


def test_sections_part_the_blocks_and_carry_their_geometry() -> None:
    first = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="20000" w:h="10000"/></w:sectPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
    body = f'{first}<w:p><w:r><w:t>b</w:t></w:r></w:p><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    document = read(body)
    assert [section.width for section in document.sections] == [1000.0, 595.3]
    assert plain(document) == ["a", "b"]


def test_what_is_not_understood_is_reported_with_its_count() -> None:
    result = read_docx(docx("<w:p><w:r><w:contentPart/><w:t>x</w:t></w:r><w:r><w:contentPart/></w:r></w:p>"), "x.docx")
    found = [(each.param("name"), each.param("count")) for each in result.diagnostics if each.code == "PG630"]
    assert found == [("contentPart", "2")]
