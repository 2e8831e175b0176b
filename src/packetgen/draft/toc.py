"""The headings of a filled body to a table of contents: a real field with its result already in it."""

import re
from collections.abc import Mapping
from html import unescape

from packetgen.draft.model import HeadingEntry
from packetgen.house.model import STYLE_NAMES, House
from packetgen.house.numbers import HeadingCounter
from packetgen.ooxml.escape import text

DEPTH = 2
_PARAGRAPH = re.compile(
    r'<w:p><w:pPr><w:pStyle w:val="Heading(\d)"/>(.*?)</w:pPr><w:bookmarkStart [^>]*w:name="([^"]+)"/>(.*?)</w:p>',
    re.DOTALL,
)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def collect_headings(body: str, house: House) -> tuple[HeadingEntry, ...]:
    """The headings that a table of contents lists, with their numbers."""
    counter = HeadingCounter(house.headings)
    found: list[HeadingEntry] = []
    for match in _PARAGRAPH.finditer(body):
        level = int(match[1])
        is_numbered = 'w:numId w:val="0"' not in match[2]
        label = counter.next(level) if is_numbered else ""
        words = "".join(unescape(part) for part in _TEXT.findall(match[4]))
        if level <= DEPTH:
            found.append(HeadingEntry(match[3], level, label, words))
    return tuple(found)


def toc_xml(headings: tuple[HeadingEntry, ...], pages: Mapping[str, int], house: House) -> str:
    """The table of contents as paragraphs; the field spans them all."""
    gap = "" if house.locale.startswith("zh") else " "
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{DEPTH}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    title = text(house.words.get("toc", ""))
    paragraphs = [f'<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r><w:t>{title}</w:t></w:r></w:p>']
    for number, heading in enumerate(headings):
        first = begin if number == 0 else ""
        last = end if number == len(headings) - 1 else ""
        label = f"{heading.label}{gap}" if heading.label else ""
        entry = f'<w:r><w:t xml:space="preserve">{text(label + heading.text)}</w:t></w:r><w:r><w:tab/></w:r>'
        linked = (
            f'<w:hyperlink w:anchor="{heading.bookmark}" w:history="1">{entry}{_page(heading, pages)}</w:hyperlink>'
        )
        style = STYLE_NAMES[f"toc-{heading.level}"][0]
        paragraphs.append(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{first}{linked}{last}</w:p>')
    return "".join(paragraphs)


def _page(heading: HeadingEntry, pages: Mapping[str, int]) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> PAGEREF {heading.bookmark} \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{pages.get(heading.bookmark, 1)}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
