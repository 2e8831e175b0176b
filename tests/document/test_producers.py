"""Files as other programs write them: ISO Strict, WPS, Google Docs, LibreOffice."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Protocol

from packetgen.document.model import Document, Paragraph, Table
from packetgen.document.plain import stories
from packetgen.document.read import read_docx
from packetgen.draft.model import Draft
from packetgen.ooxml.names import STRICT
from packetgen.ooxml.write import write_package

Reader = Callable[..., Document]
_TAG = re.compile(r"""<[^!?/](?:[^<>"']|"[^"]*"|'[^']*')*>""")
STRICT_WORDS = "http://purl.oclc.org/ooxml/wordprocessingml/main"
WPS = (
    '<w:p><w:pPr><w:pStyle w:val="2"/><w:rPr><w:rFonts w:hint="default" w:eastAsia="黑体"/></w:rPr></w:pPr>'
    '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
    '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr><w:t>试点</w:t></w:r>'
    '<w:r><w:rPr><w:rFonts w:hint="default"/></w:rPr><w:t>范围</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="420" w:leftChars="0" w:hanging="420"'
    ' w:firstLineChars="0"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>“甲方”</w:t></w:r></w:p>'
)
WPS_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
)
WPS_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:nsid w:val="00000000"/><w:multiLevelType w:val="singleLevel"/>'
    '<w:tmpl w:val="00000000"/><w:lvl w:ilvl="0" w:tentative="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:suff w:val="nothing"/><w:lvlText w:val="%1、"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
GOOGLE = (
    '<w:p w:rsidR="00000000" w:rsidDel="00000000" w:rsidP="00000000" w:rsidRDefault="00000000" w:rsidRPr="00000000">'
    '<w:pPr><w:pStyle w:val="Heading1"/><w:rPr/></w:pPr><w:bookmarkStart w:colFirst="0" w:colLast="0" w:name="_x" w:id="0"/>'
    '<w:bookmarkEnd w:id="0"/><w:r w:rsidDel="00000000" w:rsidR="00000000" w:rsidRPr="00000000">'
    '<w:rPr><w:rtl w:val="0"/></w:rPr><w:t xml:space="preserve">Scope</w:t></w:r></w:p>'
    '<w:sdt><w:sdtPr><w:lock w:val="contentLocked"/><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent>'
    '<w:tbl><w:tblPr><w:tblStyle w:val="Table1"/><w:tblW w:w="9000" w:type="dxa"/><w:jc w:val="left"/><w:tblLayout w:type="fixed"/>'
    '<w:tblLook w:val="0600"/></w:tblPr><w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid>'
    '<w:tr><w:trPr><w:cantSplit w:val="0"/><w:tblHeader w:val="0"/></w:trPr>'
    "<w:tc><w:p><w:r><w:t>Item</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Cost</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "</w:sdtContent></w:sdt>"
    '<w:p><w:sdt><w:sdtPr><w:tag w:val="goog_rdk_1"/></w:sdtPr><w:sdtContent><w:ins w:author="A" w:id="1" w:date="2026-11-01T09:00:00Z">'
    '<w:r><w:rPr><w:rtl w:val="0"/></w:rPr><w:t>added</w:t></w:r></w:ins></w:sdtContent></w:sdt></w:p>'
)
GOOGLE_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Normal" w:default="1"><w:name w:val="normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="table" w:styleId="Table1"><w:basedOn w:val="TableNormal"/></w:style>'
)
LIBREOFFICE = (
    '<w:p><w:pPr><w:pStyle w:val="Normal"/><w:bidi w:val="0"/><w:jc w:val="left"/><w:rPr></w:rPr></w:pPr>'
    + "".join(f"<w:r><w:rPr></w:rPr><w:t>{each}</w:t></w:r>" for each in ("2026", "年", "11", "月"))
    + '<w:r><w:rPr></w:rPr><w:t xml:space="preserve">\u200d</w:t></w:r></w:p>'
    '<w:sectPr><w:docGrid w:type="linesAndChars" w:linePitch="312" w:charSpace="6143"/></w:sectPr>'
)


class Form(Protocol):
    def from_markdown(self) -> Draft: ...


def strict(data: bytes) -> bytes:
    """A file with the names of ISO Strict in the place of the transitional ones."""
    names = {old: new for new, old in STRICT.items()}
    known = re.compile("|".join(re.escape(old) for old in sorted(names, key=len, reverse=True)))

    def exchanged(tag: re.Match[str]) -> str:
        return known.sub(lambda found: names[found[0]], tag[0]) if "schemas.openxmlformats.org" in tag[0] else tag[0]

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return write_package(
        {
            name: _TAG.sub(exchanged, part.decode()).encode() if name.endswith((".xml", ".rels")) else part
            for name, part in parts.items()
        }
    )


def test_every_shipped_document_reads_the_same_with_the_names_of_iso_strict(
    forms: Callable[[], tuple[Form, ...]],
) -> None:
    for form in forms():
        data = form.from_markdown().data
        other = strict(data)
        assert STRICT_WORDS.encode() in zipfile.ZipFile(io.BytesIO(other)).read("word/document.xml")
        transitional, read = read_docx(data, "x.docx"), read_docx(other, "x.docx")
        assert read.value is not None, read.diagnostics
        assert read.value == transitional.value, str(form)
        assert read.diagnostics == transitional.diagnostics


def test_words_that_name_a_namespace_stay_as_they_are(read: Reader) -> None:
    words = f"xmlns:w=\"{STRICT_WORDS}\" > '{STRICT_WORDS}'"
    document = read(f"<w:p><w:r><w:t>{words.replace('>', '&gt;')}</w:t></w:r></w:p>")
    assert stories(document)[0].paragraphs == (words,)


def test_wps_writes_numbers_for_names_of_styles_and_hints_at_every_run(read: Reader) -> None:
    first, second = read(WPS, styles=WPS_STYLES, numbering=WPS_NUMBERING).sections[0].blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (first.style_name, first.format.outline_level) == ("heading 1", 0)
    assert second.label is not None
    assert (second.label.text, second.format.left, second.format.first_line) == ("一、", 21.0, -21.0)


def test_google_docs_wraps_tables_and_changes_in_controls(read: Reader) -> None:
    document = read(GOOGLE, "final", styles=GOOGLE_STYLES)
    heading, table, added = document.sections[0].blocks
    assert isinstance(heading, Paragraph)
    assert isinstance(table, Table)
    assert isinstance(added, Paragraph)
    assert heading.format.outline_level == 0
    assert stories(document)[0].paragraphs == ("Scope", "Item", "Cost", "added")
    assert [row.header for row in table.rows] == [False]


def test_libreoffice_parts_runs_at_every_script_and_states_a_grid_that_it_does_not_mean(read: Reader) -> None:
    document = read(LIBREOFFICE)
    assert stories(document)[0].paragraphs[0].rstrip("\u200d") == "2026年11月"
