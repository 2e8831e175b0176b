"""The content of a paragraph to words and markup between them."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from packetgen.document.graphics import Drawing
from packetgen.document.model import (
    Bookmark,
    CommentMark,
    Equation,
    Field,
    Inline,
    Link,
    NoteReference,
    Paragraph,
    Ruby,
    Run,
    RunFormat,
)
from packetgen.ooxml.numbers import is_known, label
from packetgen.pdf.context import Context, Piece, Words
from packetgen.pdf.css import pt
from packetgen.pdf.drawings import inline_html
from packetgen.pdf.looks import inherited, own
from packetgen.pdf.markup import marked
from packetgen.pdf.notes import COMMENT_LOOK, comment_sign, note_html
from packetgen.pdf.words import target_of

COUNTERS = {"lowerRoman": "lower-roman", "upperRoman": "upper-roman", "upperLetter": "upper-alpha"}
"""Formats of page numbers that the engine counts in, by the schema's names."""
_MOST_PAGES = 300  # of a section that counts in a format that the engine does not know


def pieces(inlines: Sequence[Inline], paragraph: Paragraph, context: Context) -> Iterator[Piece]:
    has_words = False
    for inline in inlines:
        if isinstance(inline, Bookmark):
            # One at the start is the paragraph's own name (see `_target`).
            if has_words and inline.name in context.targets and context.in_body:
                yield f'<a id="{escape(inline.name)}"></a>'
            continue
        has_words = True
        yield from _inline(inline, paragraph, context)


def _inline(inline: Inline, paragraph: Paragraph, context: Context) -> Iterator[Piece]:
    match inline:
        case Run(revisions=()):
            yield from run(inline, paragraph, context)
        case Run():
            yield from run(Run(inline.text, marked(inline, context.authors)), paragraph, context)
        case Equation(text=text):
            yield from run(Run(text, inline.format, inline.revisions), paragraph, context)
        case NoteReference(label=text):
            yield from run(Run(text, inline.format), paragraph, context)
            yield from note_html(inline, context)
        case CommentMark(place="reference") if context.document.view == "markup":
            yield from run(Run(comment_sign(inline.id, context), COMMENT_LOOK), paragraph, context)
        case Ruby(base=inner):
            yield from pieces(inner, paragraph, context)
        case Field():
            yield from _field(inline, paragraph, context)
        case Link():
            yield from _link(inline, paragraph, context)
        case Drawing(anchor=None):
            yield inline_html(inline, context)
        case _:
            # A page break ends its paragraph (see `_paragraph_css`); columns are balanced by the engine.
            return


def run(run: Run, paragraph: Paragraph, context: Context) -> Iterator[Piece]:
    text = run.text.upper() if run.format.caps else run.text
    for position, line in enumerate(text.split("\n")):
        if position:
            yield "<br/>"
        for number, part in enumerate(line.split("\t")):
            if number:
                yield _tab(paragraph, context)
            for stretch in context.types.stretches(part, run.format):
                yield Words(stretch.text, stretch.family, run.format)


def words_html(words: Words, base: Words | None, context: Context) -> str:
    """Words in an element of their own only where the paragraph's look is not theirs.

    Such words stand on a line of no height: the paragraph's height decides alone.
    """
    parts = [] if base is not None and base.family == words.family else [f"font-family:{words.family}"]
    parts += inherited(words.look, base.look if base is not None else None)
    parts += own(words.look)
    text = escape(words.text, quote=False)
    return f"<span{context.cls(';'.join([*parts, 'line-height:0']))}>{text}</span>" if parts else text


def _tab(paragraph: Paragraph, context: Context) -> str:
    stop = paragraph.format.tabs[0] if paragraph.format.tabs else None
    if stop is not None and stop.alignment == "right":
        return f'<span class="{"lead" if stop.leader == "dot" else "fill"}"></span>'
    return f"<span{context.cls('display:inline-block;width:2em')}></span>"


def _link(link: Link, paragraph: Paragraph, context: Context) -> Iterator[Piece]:
    # Entries of a table of contents carry no link: over a page break the engine tags one of them wrongly,
    # and the file's own bookmarks lead to every heading.
    is_link = bool(link.anchor or link.address) and not paragraph.style_name.lower().startswith("toc ")
    if is_link:
        target = f"#{link.anchor}" if link.anchor else link.address
        yield f'<a href="{escape(target)}"{context.cls("color:inherit;text-decoration:none")}>'
    yield from pieces(link.inlines, paragraph, context)
    if is_link:
        yield "</a>"


def _field(inline: Field, paragraph: Paragraph, context: Context) -> Iterator[Piece]:
    if inline.kind == "PAGE" and not context.in_body:
        yield _counted(inline.format, _page_counter(context), context)
    elif inline.kind == "SECTIONPAGES":
        context.counts_sections = True
        count = context.settled.section_pages.get(context.page_name, 1)
        yield from run(Run(str(count), inline.format), paragraph, context)
    elif inline.kind == "NUMPAGES":
        yield _counted(inline.format, "pages", context)
    elif inline.kind == "PAGEREF":
        # No link of its own: the whole entry is one, and links do not nest.
        yield _counted(inline.format, "ref", context, f' data-target="#{escape(target_of(inline))}"')
    else:
        yield from pieces(inline.result, paragraph, context)


def _page_counter(context: Context) -> str:
    """The class of a page number in the section's format. Formats that CSS has no name for are listed one by one."""
    name = context.section.page_format
    if name == "decimal" or name in COUNTERS or not is_known(name):
        return f"page-{COUNTERS.get(name, 'decimal')}"
    symbols = " ".join(f'"{label(number, name)}"' for number in range(1, _MOST_PAGES + 1))
    style = f"@counter-style {name}{{system:fixed;symbols:{symbols}}}"
    rules = f"{style}.page-{name}::before{{content:counter(page,{name})}}"
    if rules not in context.pages:
        context.pages.append(rules)
    return f"page-{name}"


def _counted(look: RunFormat, name: str, context: Context, extra: str = "") -> str:
    """A number that the engine counts."""
    family = next(context.types.stretches("1", look)).family
    parts = [f"font-family:{family}", *inherited(look, None), *own(look), f"font-size:{pt(look.size)}"]
    return f"<span{extra}{context.cls(';'.join([*parts, 'line-height:0']), name)}></span>"


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours that look alike as one: files split their runs for reasons that do not show."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, Words) and isinstance(last, Words) and _alike(piece, last):
            joined[-1] = Words(last.text + piece.text, last.family, last.look)
        else:
            joined.append(piece)
    return joined


def _alike(one: Words, other: Words) -> bool:
    return one.family == other.family and (one.look is other.look or _visible(one.look) == _visible(other.look))


def _visible(look: RunFormat) -> tuple[str, ...]:
    return (*inherited(look, None), *own(look), pt(look.size))


def base_of(pieces: Iterable[Piece], look: RunFormat) -> Words | None:
    """The words whose look the paragraph itself takes on: those of its size with the most characters."""
    counts: dict[tuple[str, ...], int] = {}
    found: dict[tuple[str, ...], Words] = {}
    for piece in pieces:
        if isinstance(piece, Words) and piece.look.size == look.size and not any(own(piece.look)):
            key = (piece.family, *_visible(piece.look))
            counts[key] = counts.get(key, 0) + len(piece.text)
            found.setdefault(key, piece)
    return found[max(counts, key=lambda key: counts[key])] if counts else None
