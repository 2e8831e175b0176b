"""A paragraph to an element, in as few elements as can be, since each costs time in layout."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from packetgen.document.model import Block, Bookmark, Break, Edge, Label, Paragraph, ParagraphFormat, Run, RunFormat
from packetgen.pdf import css
from packetgen.pdf.context import Context, Piece, Words
from packetgen.pdf.css import pt
from packetgen.pdf.drawings import anchored_html, has_anchored
from packetgen.pdf.inlines import PLAIN, base_of, joined, pieces, run, words_html
from packetgen.pdf.leading import Line, line_of
from packetgen.pdf.looks import inherited
from packetgen.pdf.markup import bar
from packetgen.pdf.pagination import ends_page
from packetgen.pdf.spaces import gapped, kept, loose, unbroken
from packetgen.pdf.spacing import gap_above, gap_below, lead
from packetgen.pdf.tabs import bars, tab
from packetgen.pdf.typeset import Typesetter, has_han, makes_han_line
from packetgen.pdf.words import is_title, tallest, text_of

_ALIGN = {"left": "left", "right": "right", "center": "center", "both": "justify", "distribute": "justify"}
_MIRRORED = {"left": "right", "right": "left"}
_SIDES = ("top", "right", "bottom", "left")


_LONG_WORD = re.compile(r"[!-~\u00a1-\u024f]{30}")
"""What may be longer than a line, and is broken anywhere then."""


@dataclass(frozen=True, slots=True)
class FlatParagraph:
    """A paragraph that needs no element of its own: its declarations, the spaces around it in points, its content."""

    css: str
    before: float
    after: float
    inner: str


def paragraph_html(paragraph: Paragraph, previous: Block | None, following: Block | None, context: Context) -> str:
    """The element of a paragraph that stands between two blocks of its story, or at an end of it (None)."""
    flat = _flat(paragraph, previous, following, context)
    tag, target = _tag(paragraph, context), _target(paragraph, context)
    if tag != "p":
        context.headings.append(int(tag[1:]))
    own = [flat.css, *_space(flat.before, flat.after)]
    if flat.before and (previous is None or paragraph.format.page_break_before or ends_page(previous)):
        # Word drops the space above a paragraph where its page is full, but not where a break was asked for.
        own.append("margin-break:keep")
    if context.document.view == "markup":
        own += bar(paragraph)
    if tag != "p":
        target += f' data-title="{escape(_title(paragraph))}"'
    aside = anchored_html(paragraph, context, lead(previous, paragraph, context.document))
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
        or any(isinstance(each, Break) for each in only.inlines)
    ):
        return None
    layout = only.format
    if layout.left or layout.right or layout.shading or layout.borders or layout.page_break_before:
        return None
    return _flat(only, None, None, context)


def _flat(paragraph: Paragraph, previous: Block | None, following: Block | None, context: Context) -> FlatParagraph:
    text = text_of(paragraph)
    context.words.append((paragraph.label.text if paragraph.label else "") + text)
    outer, context.tabs_left = context.tabs_left, text.count("\t")
    context.han_space = _han_space(paragraph, context)
    found = joined([*_label(paragraph, context), *pieces(paragraph.inlines, paragraph, context)])
    context.tabs_left = outer
    if any(
        "  " in each.text or each.text[:1] == " " or each.text[-1:] == " " for each in found if isinstance(each, Words)
    ):
        found = kept(found)
    found = unbroken(found, lambda one, other: _fits(one, other, paragraph, context))
    if found and found[-1] == "<br/>":
        # Behind a line break the paragraph's mark stands on a line of its own.
        found.append("<br/>")
    is_mixed = has_han(text)
    if is_mixed:
        found = gapped(found, paragraph.format)
    if not paragraph.format.word_wrap:
        found = loose(found)
    base = base_of(found, tallest(paragraph), context)
    layout = paragraph.format
    if not text and any(isinstance(each, str) for each in found):
        # What a multiple adds is for words, not for a picture that stands alone.
        layout = replace(layout, line=1.0) if layout.line_rule == "auto" else layout
    is_high = makes_han_line(text) or (not text and context.is_han)
    lines = _Lines(layout, _pitch(paragraph, context), context.types, is_high)
    line = lines.of(base.look)
    inner = "".join(
        part if isinstance(part, str) else words_html(part, base, lines.css(part.look, line), context) for part in found
    )
    parts = [*_css(paragraph, line, previous, following, context)]
    parts += [f"font-family:{base.family}", *inherited(base.look, PLAIN)]
    if _LONG_WORD.search(text):
        parts.append("overflow-wrap:break-word")
    above, below = gap_above(previous, paragraph, context.document), gap_below(paragraph, following, context.document)
    return FlatParagraph(";".join(parts), above, below, inner or "<br/>")


def _fits(one: Words, other: Words, paragraph: Paragraph, context: Context) -> bool:
    """Whether the word that goes on from one piece to the next fits on a line."""
    section = context.section
    room = context.room or section.width - section.left - section.right
    parts = (one.text.rpartition(" ")[2], one.look), (other.text.partition(" ")[0], other.look)
    width = sum(context.types.advance(text, look) for text, look in parts)
    return width <= room - paragraph.format.left - paragraph.format.right


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a paragraph, by the look of the words that stand in them."""

    layout: ParagraphFormat
    pitch: float
    types: Typesetter
    has_han: bool

    def of(self, look: RunFormat) -> Line:
        return line_of(self.layout, *self.types.extents(look, has_han=self.has_han), self.pitch)

    def css(self, look: RunFormat, base: Line) -> str:
        """Declarations for words within a line of the paragraph's base: those of a line of their own, where it is more.

        Others stand on a line of no height at their baseline.
        """
        if look.vertical or look.raised:
            return css.line(0.0, 0.0)
        own = self.of(look)
        is_more = own.baseline > base.baseline or own.height - own.baseline > base.height - base.baseline
        return css.line(own.height, own.baseline) if is_more else "line-height:0pt"


def _pitch(paragraph: Paragraph, context: Context) -> float:
    """The distance of lines in the grid that a paragraph stands on, in points; 0 for none."""
    section = context.section
    if not section.grid or not paragraph.format.snap_to_grid:
        return 0.0
    return 0.0 if context.in_cell and not context.document.grid_in_tables else section.pitch


def _han_space(paragraph: Paragraph, context: Context) -> float:
    """What the grid of characters adds to each Han character, in points."""
    section = context.section
    if section.grid not in {"linesAndChars", "snapToChars"} or not paragraph.format.snap_to_grid:
        return 0.0
    # LibreOffice writes this number for a grid that it does not mean.
    return 0.0 if abs(section.character_space - _NO_GRID) < _SLACK else section.character_space


_NO_GRID = 6143 / 4096
_SLACK = 0.001


def _tag(paragraph: Paragraph, context: Context) -> str:
    if not context.in_body or not paragraph.inlines:
        return "p"
    if is_title(paragraph):
        return "h1"
    level = paragraph.format.outline_level
    return "p" if level is None else f"h{min(6, level + (2 if context.has_title else 1))}"


def _title(paragraph: Paragraph) -> str:
    """A heading as the outline names it: as it was typed, on one line, behind its number."""
    label = paragraph.label.text if paragraph.label is not None else ""
    return " ".join(f"{label} {text_of(paragraph)}".split())


def _target(paragraph: Paragraph, context: Context) -> str:
    """The name of a bookmark at the start of a paragraph, as the element's own, where something leads to it."""
    for inline in paragraph.inlines:
        if not isinstance(inline, Bookmark):
            break
        if inline.name in context.targets and context.in_body:
            return f' id="{escape(inline.name)}"'
    return ""


def _css(
    paragraph: Paragraph, line: Line, previous: Block | None, following: Block | None, context: Context
) -> Iterator[str]:
    layout = paragraph.format
    borders = dict(_borders(paragraph, previous, following))
    # Borders stand outside of the words, whose edges stay where the indents put them.
    out = {side: edge.width + edge.space for side, edge in borders.items()}
    left, right = (layout.right, layout.left) if layout.right_to_left else (layout.left, layout.right)
    left, right = left - out.get("left", 0.0), right - out.get("right", 0.0)
    # A line that hangs out is within borders and ground.
    hang = max(-layout.first_line, 0.0) if (borders or layout.shading) and not layout.right_to_left else 0.0
    left -= hang
    if left or right:
        yield f"margin:0 {pt(right)} 0 {pt(left)}"
    if layout.first_line:
        yield f"text-indent:{pt(layout.first_line)}"
    yield css.line(line.height, line.baseline)
    if line.spare and context.in_body and not context.in_cell:
        yield css.spare(line.spare)
    yield from _alignment(paragraph)
    if layout.keep_next:
        yield "break-after:avoid"
    if layout.keep_lines:
        yield "break-inside:avoid"
    yield from _breaks(paragraph, context)
    if not layout.widow_control:
        yield "orphans:1;widows:1"
    if layout.shading:
        yield f"background-color:#{layout.shading}"
    if any(stop.alignment == "bar" for stop in layout.tabs):
        yield bars(layout, context)
    for side, edge in borders.items():
        yield f"border-{side}:{css.edge(edge)};padding-{side}:{pt(edge.space)}"
    if hang:
        yield f"padding-left:{pt(hang + (borders['left'].space if 'left' in borders else 0.0))}"


def _alignment(paragraph: Paragraph) -> Iterator[str]:
    layout = paragraph.format
    alignment = layout.alignment
    if layout.right_to_left:
        yield "direction:rtl"
        # Word's sides of a paragraph from right to left are the start and the end of its lines.
        alignment = _MIRRORED.get(alignment, alignment)
    if alignment in _ALIGN:
        yield f"text-align:{_ALIGN[alignment]}"
    if alignment == "distribute":
        yield "text-align-last:justify"


def _breaks(paragraph: Paragraph, context: Context) -> Iterator[str]:
    """Breaks in front of a paragraph and behind it; those within part it (pagination.py)."""
    column = "column" if len(context.section.columns) > 1 and context.in_body else "page"
    inlines = paragraph.inlines
    first, last = (inlines[0], inlines[-1]) if inlines else (None, None)
    if paragraph.format.page_break_before:
        yield "break-before:page"
    elif isinstance(first, Break) and len(inlines) > 1:
        yield f"break-before:{column if first.kind == 'column' else 'page'}"
    if isinstance(last, Break):
        yield f"break-after:{column if last.kind == 'column' else 'page'}"


def _borders(paragraph: Paragraph, previous: Block | None, following: Block | None) -> Iterator[tuple[str, Edge]]:
    """The borders to draw. Neighbours with the same borders stand in one frame, with the border between them if any."""
    borders = paragraph.format.borders
    if not borders:
        return
    above, below = _framed_with(paragraph, previous), _framed_with(paragraph, following)
    for side in _SIDES:
        if (side == "top" and above) or (side == "bottom" and below):
            continue
        edge = borders.get(side)
        if edge is not None and edge.style != "none":
            yield side, edge
    between = borders.get("between")
    if below and between is not None and between.style != "none":
        yield "bottom", between


def _framed_with(paragraph: Paragraph, other: Block | None) -> bool:
    if not isinstance(other, Paragraph):
        return False
    own, its = paragraph.format, other.format
    return (own.borders, own.left, own.right) == (its.borders, its.left, its.right)


def _label(paragraph: Paragraph, context: Context) -> Iterator[Piece]:
    own = paragraph.label
    if own is None or not own.text:
        return
    outdent = _outdent(own, context)
    if outdent:
        yield f"<span{context.cls(f'margin-left:{pt(-outdent)}')}>"
    yield from run(Run(own.text, own.format), paragraph, context)
    if outdent:
        yield "</span>"
    if own.suffix == "space":
        yield from run(Run(" ", own.format), paragraph, context)
    elif own.suffix == "tab":
        context.tabs_left += 1
        yield tab(own.format, paragraph, context, label=True)


def _outdent(label: Label, context: Context) -> float:
    """How far a label stands in front of the place where its paragraph begins, in points."""
    share = {"right": 1.0, "end": 1.0, "center": 0.5}.get(label.alignment, 0.0)
    return share * context.types.advance(label.text, label.format) if share else 0.0


def _space(before: float, after: float) -> Iterator[str]:
    if before:
        yield f"margin-top:{pt(before)}"
    if after:
        yield f"margin-bottom:{pt(after)}"
