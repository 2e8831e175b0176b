"""A Document to HTML and CSS in absolute numbers, so that nothing is left for a cascade to decide."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from packetgen.document.model import Block, Document, Paragraph, Table
from packetgen.fonts import rare
from packetgen.pdf.context import Context
from packetgen.pdf.frames import frame_html, grouped
from packetgen.pdf.inlines import COUNTERS
from packetgen.pdf.lists import OpenLists, item_label
from packetgen.pdf.notes import notes_by_id
from packetgen.pdf.pagination import parted
from packetgen.pdf.paragraphs import paragraph_html
from packetgen.pdf.passes import NOTHING, Settled
from packetgen.pdf.sections import sections_html
from packetgen.pdf.tables import table_html
from packetgen.pdf.typeset import Typesetter, is_chinese
from packetgen.pdf.words import all_paragraphs, printed_text, runs, targets

FIXED = (
    "head,title{display:none}html,body,div,p,h1,h2,h3,h4,h5,h6,ul{display:block}li{display:list-item}"
    "table{display:table;border-collapse:collapse;table-layout:fixed;box-sizing:border-box}"
    "colgroup{display:table-column-group}col{display:table-column}thead{display:table-header-group}"
    "tbody{display:table-row-group}tr{display:table-row}td,th{display:table-cell;vertical-align:top}"
    # The engine takes every page of a section that has a name for forced, and would keep the space at its top.
    "p,h1,h2,h3,h4,h5,h6{margin-break:discard}"
    # A table from right to left hands that on to its cells, whose paragraphs say it for themselves.
    "td,th{direction:ltr}p,h1,h2,h3,h4,h5,h6,td,th{text-align:left;text-indent:0}ul{list-style:none}"
    # Word breaks a word that is wider than its line or cell.
    "body{orphans:2;widows:2;overflow-wrap:anywhere}"
    "h1,h2,h3,h4,h5,h6{bookmark-label:attr(data-title)}"
    + "".join(f"h{level}{{bookmark-level:{level}}}" for level in range(1, 7))
    + "br::before{content:'\\A';white-space:pre-line}"
    "@page{@footnote{margin-top:1em}@note-area{content:element(note,all-once)}}"
    # Four dots at a time: each repetition is a box of its own.
    ".lead::after{content:leader('....')}"
    ".ref::after{content:target-counter(attr(data-target), page)}.pages::before{content:counter(pages)}"
    + "".join(f".page-{name}::before{{content:counter(page,{name})}}" for name in (*COUNTERS.values(), "decimal"))
)
"""What holds for every document, in the place of the engine's own sheet for HTML, whose rules for notes alone make six
styles an element. All other declarations stand in one class an element."""


@dataclass(frozen=True, slots=True)
class Html:
    """A document as well-formed HTML; `words` are those of its paragraphs, headers and footers included.

    `rules` are declarations by class; a class is named by its declarations, so that a name means the same in every
    document. `pages` are the rules of pages, which mean something in this document alone.
    """

    text: str
    rules: Mapping[str, str]
    pages: str
    words: tuple[str, ...]
    title: str
    language: str
    images: "dict[str, bytes]"
    typesetter: Typesetter
    settled: Settled
    unsupported: Mapping[str, int]
    counts_sections: bool
    headings: tuple[int, ...] = ()  # levels, in order


def lay_out(document: Document, settled: Settled = NOTHING) -> Html:
    """Lay a document out, with what an earlier pass found."""
    paragraphs = tuple(all_paragraphs(document))
    words = "".join(map(printed_text, paragraphs))
    types = Typesetter(rare(words), document.faces)
    named = frozenset(target for paragraph in paragraphs for target in targets(paragraph.inlines))
    context = Context(
        document,
        types,
        named,
        blocks_html,
        notes=notes_by_id(document.notes),
        comment_numbers={comment.id: number for number, comment in enumerate(document.comments, 1)},
        settled=settled,
        is_han=is_chinese(words),
    )
    context.images |= {f"part:{name}": data for name, data in document.images.items()}
    body = sections_html(document, context)
    language = document.language or _language(paragraphs, is_chinese=context.is_han)
    head = f'<html lang="{escape(language)}"><head><title>{escape(document.title)}</title></head>'
    text = f"{head}<body>{body}</body></html>"
    pages = "".join(context.pages)
    return Html(
        text,
        context.rules,
        pages,
        tuple(context.words),
        document.title,
        language,
        context.images,
        types,
        settled,
        context.unsupported,
        counts_sections=context.counts_sections,
        headings=tuple(context.headings),
    )


_TAG = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _language(paragraphs: Sequence[Paragraph], *, is_chinese: bool) -> str:
    """The language that most runs state, of the script that the words are in."""
    names = (
        run.format.east_asian_language if is_chinese else run.format.language
        for paragraph in paragraphs
        for run in runs(paragraph.inlines)
    )
    found = Counter(name for name in names if _TAG.fullmatch(name))
    return found.most_common(1)[0][0] if found else "zh-CN" if is_chinese else "en"


def blocks_html(blocks: Sequence[Block], context: Context) -> str:
    """Blocks in order, those in frames beside the others."""
    return "".join(
        _flow_html(members, context) if frame is None else frame_html(frame, members, context)
        for frame, members in grouped(blocks, in_cell=context.in_cell)
    )


def _flow_html(blocks: Sequence[Block], context: Context) -> str:
    """Blocks in order, items within their lists."""
    parts: list[str] = []
    lists = OpenLists()
    flow = list(parted(blocks, breaks_before_mark=context.document.breaks_before_mark))
    for index, block in enumerate(flow):
        label = item_label(block)
        parts.append(lists.end() if label is None else lists.item(label))
        if isinstance(block, Table):
            parts.append(table_html(block, context))
            continue
        previous, following = flow[index - 1] if index else None, flow[index + 1] if index + 1 < len(flow) else None
        parts.append(paragraph_html(block, previous, following, context))
    return "".join(parts) + lists.end()
