"""Paragraphs parted at the page and column breaks within them.

A break ends a line wherever it stands. What follows it goes on at the top of the next page as the same paragraph:
without a label, without the indent of a first line, and without space above.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from packetgen.document.model import Block, Bookmark, Break, CommentMark, Field, Inline, Link, Paragraph


def parted(blocks: Sequence[Block], *, breaks_before_mark: bool) -> Iterator[Block]:
    """The blocks of a story, paragraphs with breaks in them as several.

    A break that nothing follows stays at the end of its paragraph and ends the page behind it, unless the file wants
    the paragraph's mark on the next page (`breaks_before_mark`).
    """
    for block in blocks:
        if isinstance(block, Paragraph) and has_break(block.inlines):
            yield from _parts(block, breaks_before_mark=breaks_before_mark)
        else:
            yield block


def has_break(inlines: Sequence[Inline]) -> bool:
    """Whether a break stands among inlines, or within a link or field."""
    for inline in inlines:
        match inline:
            case Break():
                return True
            case Link(inlines=inner) | Field(result=inner):
                if has_break(inner):
                    return True
            case _:
                pass
    return False


def ends_page(block: Block) -> bool:
    """Whether a block ends with a break."""
    return isinstance(block, Paragraph) and bool(block.inlines) and isinstance(block.inlines[-1], Break)


def _parts(paragraph: Paragraph, *, breaks_before_mark: bool) -> Iterator[Paragraph]:
    stretches = list(_stretches(paragraph.inlines))
    if not _shows(stretches[-1][1]) and not breaks_before_mark:
        last, silent = stretches.pop()
        kind, inlines = stretches.pop()
        stretches.append((kind, (*inlines, *silent, Break("column" if last == "column" else "page"))))
    if len(stretches) > 1 and paragraph.label is None and not _shows(stretches[0][1]):
        # A break in front of all words moves the paragraph as it is.
        silent, (kind, inlines) = stretches[0][1], stretches[1]
        stretches[:2] = [(kind, (*silent, *inlines))]
    layout, label = paragraph.format, paragraph.label
    for index, (kind, inlines) in enumerate(stretches):
        own = layout if index == len(stretches) - 1 else replace(layout, after=0.0, auto_after=False, keep_next=False)
        if kind == "page":
            own = replace(own, page_break_before=True)
        ahead = (Break("column"),) if kind == "column" else ()
        yield replace(paragraph, inlines=(*ahead, *inlines), format=own, label=label)
        layout, label = replace(layout, before=0.0, auto_before=False, first_line=0.0), None


def _stretches(inlines: Sequence[Inline]) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    """The inlines between breaks, each with the kind of the break in front of it ("" for the first)."""
    kind, held = "", list[Inline]()
    for inline in inlines:
        match inline:
            case Break():
                yield kind, tuple(held)
                kind, held = inline.kind, []
            case Link(inlines=inner) | Field(result=inner) if has_break(inner):
                for index, (inner_kind, part) in enumerate(_stretches(inner)):
                    if index:
                        yield kind, tuple(held)
                        kind, held = inner_kind, []
                    if part:
                        held.append(_within(inline, part))
            case _:
                held.append(inline)
    yield kind, tuple(held)


def _within(outer: Link | Field, part: tuple[Inline, ...]) -> Inline:
    return replace(outer, inlines=part) if isinstance(outer, Link) else replace(outer, result=part)


def _shows(inlines: Sequence[Inline]) -> bool:
    return any(not isinstance(each, (Bookmark, CommentMark)) for each in inlines)
