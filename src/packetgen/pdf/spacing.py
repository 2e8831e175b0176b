"""The space between paragraphs.

Word takes the larger of what the upper one asks for below and the lower one above, unless the file's settings say that
both count (docs/dev/analysis/paragraph-spacing.md).
"""

from packetgen.document.model import Block, Document, Paragraph
from packetgen.pdf.pagination import ends_page

_AUTO = 14.0
_AUTO_FIXED = (5.0, 10.0)  # before and after, where the settings turn HTML's spaces off


def gap_above(previous: Block | None, paragraph: Paragraph, document: Document) -> float:
    """Points between a paragraph and what stands above it in its story, or its top where nothing does."""
    before = _before(paragraph, previous, document)
    if not isinstance(previous, Paragraph) or paragraph.format.page_break_before or ends_page(previous):
        return before
    after = _after(previous, paragraph, document)
    return before + after if document.spaces_add else max(before, after)


def lead(previous: Block | None, paragraph: Paragraph, document: Document) -> float:
    """Points of the gap above a paragraph that are the upper one's; what is anchored to it is placed from below."""
    if not isinstance(previous, Paragraph) or paragraph.format.page_break_before or ends_page(previous):
        return 0.0
    return _after(previous, paragraph, document)


def gap_below(paragraph: Paragraph, following: Block | None, document: Document) -> float:
    """Points below a paragraph. What stands between it and another paragraph is that one's gap above."""
    return 0.0 if isinstance(following, Paragraph) else _after(paragraph, following, document)


def _before(paragraph: Paragraph, previous: Block | None, document: Document) -> float:
    layout = paragraph.format
    if layout.contextual_spacing and _alike(paragraph, previous):
        return 0.0
    if not layout.auto_before:
        return layout.before
    if document.spaces_add:
        return _AUTO_FIXED[0]
    return 0.0 if previous is None or _in_one_list(paragraph, previous) else _AUTO


def _after(paragraph: Paragraph, following: Block | None, document: Document) -> float:
    layout = paragraph.format
    if layout.contextual_spacing and _alike(paragraph, following):
        return 0.0
    if not layout.auto_after:
        return layout.after
    if document.spaces_add:
        return _AUTO_FIXED[1]
    return 0.0 if following is None or _in_one_list(paragraph, following) else _AUTO


def _alike(paragraph: Paragraph, other: Block | None) -> bool:
    return isinstance(other, Paragraph) and other.style == paragraph.style


def _in_one_list(paragraph: Paragraph, other: Block) -> bool:
    return paragraph.label is not None and isinstance(other, Paragraph) and other.label is not None
