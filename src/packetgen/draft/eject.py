"""A content template to a Word file whose tags can be seen and edited: docxtpl's, with our language between them.

What has no tag of docxtpl's is written as Word itself writes it, and read back from that (word_source.py): ids of
blocks as hidden bookmarks, the title as a TITLE field, captions as SEQ fields, the contents as a TOC field, each list
as a numbering instance of its own.
"""

import re
from collections.abc import Callable

from packetgen.draft.body import BodyWriter, run_properties, statement_run
from packetgen.draft.compile import header_parts, references, static_members
from packetgen.draft.dialect import Branches, Place, cases, command, opening
from packetgen.draft.properties import property_members
from packetgen.draft.toc import DEPTH
from packetgen.draft.word_tags import BOOKMARK, PART
from packetgen.house.model import STYLE_NAMES, House
from packetgen.house.parts import numbering_xml, section_xml
from packetgen.ooxml.escape import text as escape
from packetgen.ooxml.names import R, W
from packetgen.ooxml.write import Member, write_package
from packetgen.template.model import Expression, ForHead, Template

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TITLE = command("title")
_TAG = re.compile(r"\{%.*?%\}|\{\{ .*? \}\}")


def eject(template: Template, house: House, title: str) -> bytes:
    """The Word file of a parsed template on a house.

    Args:
        template: the parsed template.
        house: its styles, page and numbering go into the file.
        title: of the document, for the file's properties.
    """
    dialect = WordDialect(house)
    body = BodyWriter(house, dialect).blocks(template.blocks)
    headers = header_parts(house)
    section = section_xml(house, references(headers))
    members: dict[str, bytes | Member] = {
        "word/document.xml": (
            f'{_DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}\n{section}</w:body></w:document>'
        ).encode(),
        "word/numbering.xml": numbering_xml(house, dialect.lists),
    }
    members |= {f"word/{name}.xml": _shown(xml).encode() for name, (_, xml) in headers.items()}
    members |= static_members(house, list(headers))
    members |= property_members("template", title, template.locale)
    return write_package(members)


def _shown(header: str) -> str:
    """A header with its tags as Word shows them."""
    title = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TITLE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>…</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return _TAG.sub(lambda tag: statement_run(tag[0]), header.replace(_TITLE, title))


class WordDialect:
    """Tags as a person sees them in Word. `lists` are the numbering instances of the lists written so far."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._marks = 0
        self._captions = 0
        self.lists: list[tuple[int, bool]] = []

    def output(self, expression: Expression, style: str) -> str:
        tag = f'<w:t xml:space="preserve">{escape("{{ " + expression.source + " }}")}</w:t>'
        return f"<w:r>{run_properties(style, '', han=False)}{tag}</w:r>"

    def prose(self, expression: Expression, paragraph: Callable[[str], str]) -> str:
        return paragraph(self.output(expression, ""))

    def looped(self, head: ForHead, body: str, place: Place) -> str:
        return place("{% " + opening(head) + " %}") + body + place("{% endfor %}")

    def guarded(self, branches: Branches, place: Place) -> str:
        return "".join(place("{% " + tag + " %}") + body for tag, body in cases(branches)) + place("{% endif %}")

    def list_start(self, number: int, *, ordered: bool) -> str:
        self.lists.append((int(self.list_number(number)), ordered))
        return ""

    def list_number(self, number: int) -> str:
        return str(number + 1)  # 1 is the headings'

    def mark(self, block: str) -> str:
        self._marks += 1
        return f'<w:bookmarkStart w:id="{self._marks}" w:name="{BOOKMARK}{block.replace("-", "_")}"/>'

    def end_mark(self, block: str) -> str:  # noqa: ARG002  # the last mark is meant
        return f'<w:bookmarkEnd w:id="{self._marks}"/>'

    def part_of(self, block: str) -> tuple[str, str]:
        self._marks += 1
        # Two bookmarks of one name do not outlive an editor.
        name = f"{PART}{self._marks}_{block.replace('-', '_')}"
        mark = f'<w:bookmarkStart w:id="{self._marks}" w:name="{name}"/><w:bookmarkEnd w:id="{self._marks}"/>'
        return "", mark

    def caption_number(self) -> str:
        self._captions += 1
        return str(self._captions)

    def toc(self) -> str:
        heading, entry = STYLE_NAMES["toc-heading"][0], STYLE_NAMES["toc-1"][0]
        word = escape(self._house.words.get("toc", ""))
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{heading}"/></w:pPr><w:r><w:t>{word}</w:t></w:r></w:p>'
            f'<w:p><w:pPr><w:pStyle w:val="{entry}"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{DEPTH}" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>…</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        )
