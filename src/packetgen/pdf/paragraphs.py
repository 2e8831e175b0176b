"""A paragraph to an element, in as few elements as can be, since each costs time in layout."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from packetgen.document.model import Block, Bookmark, Break, Paragraph, Run
from packetgen.pdf import css
from packetgen.pdf.context import Context, Piece
from packetgen.pdf.css import pt
from packetgen.pdf.drawings import anchored_html, has_anchored
from packetgen.pdf.inlines import base_of, joined, pieces, run, words_html
from packetgen.pdf.looks import inherited
from packetgen.pdf.markup import bar
from packetgen.pdf.typeset import has_han
from packetgen.pdf.words import is_title, tallest, text_of

_ALIGN = {"left": "left", "right": "right", "center": "center", "both": "justify", "distribute": "justify"}


_LONG_WORD = re.compile(r"[!-~\u00a1-\u024f]{30}")
"""What may be longer than a line, and is broken anywhere then."""


@dataclass(frozen=True, slots=True)
class FlatParagraph:
    """A paragraph that needs no element of its own: its declarations, the spaces around it in points, its content."""

    css: str
    before: float
    after: float
    inner: str


def paragraph_html(paragraph: Paragraph, previous: Paragraph | None, context: Context) -> str:
    flat = _flat(paragraph, previous, context)
    tag, target = _tag(paragraph, context), _target(paragraph, context)
    # A frame or a ground stands around the words, not around the space before them.
    kind = "margin" if paragraph.format.borders or paragraph.format.shading else "padding"
    own = [flat.css, *_space(kind, flat.before, flat.after)]
    if context.document.view == "markup":
        own += bar(paragraph)
    aside = anchored_html(paragraph, context)
    inner = flat.inner
    if aside and paragraph.format.page_break_before:
        aside, inner = "", f"{aside}{inner}"
    return f"{aside}<{tag}{target}{context.cls(';'.join(filter(None, own)))}>{inner}</{tag}>"


def only_paragraph(blocks: Sequence[Block], context: Context) -> FlatParagraph | None:
    """The one paragraph of a table cell, where the cell itself can be its element."""
    only = blocks[0] if len(blocks) == 1 else None
    if (
        not isinstance(only, Paragraph)
        or only.label is not None
        or has_anchored(only)
        or _tag(only, context) != "p"
        or _target(only, context)
    ):
        return None
    layout = only.format
    if layout.left or layout.right or layout.shading or layout.borders or layout.page_break_before:
        return None
    return _flat(only, None, context)


def _flat(paragraph: Paragraph, previous: Paragraph | None, context: Context) -> FlatParagraph:
    text = text_of(paragraph)
    context.words.append((paragraph.label.text if paragraph.label else "") + text)
    look = tallest(paragraph)
    natural = context.types.natural_height(look, has_han=has_han(text) or not text)
    height = context.types.line_height(paragraph.format, natural, context.section)
    parts_of_text = joined([*_label(paragraph, context), *pieces(paragraph.inlines, paragraph, context)])
    base = base_of(parts_of_text, look)
    inner = "".join(part if isinstance(part, str) else words_html(part, base, context) for part in parts_of_text)
    parts = [*_css(paragraph, height), f"font-size:{pt(look.size)}"]
    if _LONG_WORD.search(text):
        parts.append("overflow-wrap:break-word")
    if base is not None:
        parts += [f"font-family:{base.family}", *inherited(base.look, None)]
    layout = paragraph.format
    # Word adds the spaces of neighbours, but between paragraphs of one style that ask for none.
    same = previous is not None and layout.contextual_spacing and previous.style == paragraph.style
    return FlatParagraph(";".join(parts), 0.0 if same else layout.before, layout.after, inner or "<br/>")


def _tag(paragraph: Paragraph, context: Context) -> str:
    if not context.in_body or not paragraph.inlines:
        return "p"
    if is_title(paragraph):
        return "h1"
    level = paragraph.format.outline_level
    return "p" if level is None else f"h{min(6, level + (2 if context.has_title else 1))}"


def _target(paragraph: Paragraph, context: Context) -> str:
    """The name of a bookmark at the start of a paragraph, as the element's own, where something leads to it."""
    for inline in paragraph.inlines:
        if not isinstance(inline, Bookmark):
            break
        if inline.name in context.targets and context.in_body:
            return f' id="{escape(inline.name)}"'
    return ""


def _css(paragraph: Paragraph, height: float) -> Iterator[str]:
    layout = paragraph.format
    if layout.right or layout.left:
        yield f"margin:0 {pt(layout.right)} 0 {pt(layout.left)}"
    if layout.first_line:
        yield f"text-indent:{pt(layout.first_line)}"
    yield f"line-height:{pt(height)}"
    if layout.alignment in _ALIGN:
        yield f"text-align:{_ALIGN[layout.alignment]}"
    if layout.keep_next:
        yield "break-after:avoid"
    if layout.keep_lines:
        yield "break-inside:avoid"
    if layout.page_break_before:
        yield "break-before:page"
    if any(isinstance(each, Break) and each.kind == "page" for each in paragraph.inlines):
        yield "break-after:page"
    if not layout.widow_control:
        yield "orphans:1;widows:1"
    if layout.shading:
        yield f"background:#{layout.shading}"
    for side, edge in layout.borders.items():
        if side in {"top", "right", "bottom", "left"} and edge.style != "none":
            yield f"border-{side}:{css.edge(edge)};padding-{side}:{pt(edge.space)}"


def _label(paragraph: Paragraph, context: Context) -> Iterator[Piece]:
    own = paragraph.label
    if own is None or not own.text:
        return
    inner = run(Run(own.text, own.format), paragraph, context)
    width = -paragraph.format.first_line
    if own.suffix == "tab" and width > 0:
        yield f"<span{context.cls(f'display:inline-block;min-width:{pt(width)};text-indent:0')}>"
        yield from inner
        yield "</span>"
        return
    yield from inner
    if own.suffix == "space":
        yield " "
    elif own.suffix == "tab":
        yield f"<span{context.cls('display:inline-block;width:1em')}></span>"


def _space(kind: str, before: float, after: float) -> Iterator[str]:
    if before:
        yield f"{kind}-top:{pt(before)}"
    if after:
        yield f"{kind}-bottom:{pt(after)}"
