"""The content of a paragraph to words and markup between them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby

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
    PositionTab,
    Ruby,
    Run,
    RunFormat,
)
from packetgen.ooxml.numbers import is_known, label
from packetgen.pdf.context import Context, Piece, Words
from packetgen.pdf.css import pt
from packetgen.pdf.drawings import inline_html
from packetgen.pdf.looks import ground, inherited, is_dark, own, signs
from packetgen.pdf.markup import marked
from packetgen.pdf.notes import COMMENT_LOOK, comment_sign, note_html
from packetgen.pdf.spoken import told
from packetgen.pdf.tabs import position_tab, tab
from packetgen.pdf.typeset import HAN, has_han
from packetgen.pdf.words import target_of

COUNTERS = {"lowerRoman": "lower-roman", "upperRoman": "upper-roman", "upperLetter": "upper-alpha"}
"""Formats of page numbers that the engine counts in, by the schema's names."""
_MOST_PAGES = 300  # of a section that counts in a format that the engine does not know

_LINE = re.compile("[\n\u2028\u2029]")
_HAN_OR_NOT = re.compile(f"{HAN}+|(?:(?!{HAN}).)+")
_SMALL_CAPITAL = 0.8  # of the size


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
        case PositionTab():
            yield position_tab(inline, paragraph, context)
        case _:
            # Breaks part their paragraph (pagination.py).
            return


def run(run: Run, paragraph: Paragraph, context: Context) -> Iterator[Piece]:
    look = _in_contents(run.format, paragraph)
    if not look.colour and is_dark(ground(look) or paragraph.format.shading or context.ground):
        look = replace(look, colour="FFFFFF")
    for text, cased_look in _cased(run.text, look):
        for position, line in enumerate(_LINE.split(text)):
            if position:
                yield "<br/>"
            for number, part in enumerate(line.split("\t")):
                if number:
                    yield tab(look, paragraph, context)
                yield from words(part, cased_look, context)


def _in_contents(look: RunFormat, paragraph: Paragraph) -> RunFormat:
    """The look of words in a table of contents, where Word does not show that they are links."""
    if not look.style or not look.underline or not is_contents(paragraph):
        return look
    return replace(look, colour=paragraph.mark.colour, underline=paragraph.mark.underline)


def is_contents(paragraph: Paragraph) -> bool:
    """Whether a paragraph is an entry of a table of contents."""
    return paragraph.style_name.lower().startswith("toc ")


def words(text: str, look: RunFormat, context: Context) -> Iterator[Words]:
    """Words by the faces that hold their characters; Han ones as far apart as the grid of characters asks."""
    space = context.han_space
    for stretch in context.types.stretches(told(text), look):
        if not space:
            yield Words(stretch.text, stretch.family, look)
            continue
        for part in _HAN_OR_NOT.findall(stretch.text):
            wide = replace(look, spacing=look.spacing + space) if has_han(part) else look
            yield Words(part, stretch.family, wide)


def _cased(text: str, look: RunFormat) -> Iterator[tuple[str, RunFormat]]:
    """The text as its look writes it: capitals for all letters, or small ones for small letters."""
    if look.caps:
        yield text.upper(), look
    elif look.small_caps:
        small = replace(look, size=round(look.size * _SMALL_CAPITAL * 2) / 2)
        for is_small, letters in groupby(text, key=lambda ch: ch.upper() != ch):
            part = "".join(letters)
            yield (part.upper(), small) if is_small else (part, look)
    elif look.underline == "words":
        for is_space, letters in groupby(text, key=str.isspace):
            yield "".join(letters), replace(look, underline="" if is_space else "single")
    else:
        yield text, look


def words_html(words: Words, base: Words, line: str, context: Context) -> str:
    """Words in an element of their own only where the paragraph's look is not theirs.

    `line` are the declarations of the line that such words need (paragraphs.py): mostly none, so that the height of the
    paragraph's lines decides alone.
    """
    parts = [] if base.family == words.family else [f"font-family:{words.family}"]
    parts += inherited(words.look, base.look)
    parts += own(words.look)
    if words.gap:
        parts.append(f"margin-left:{pt(words.gap)}")
    marks = signs(words.look)
    text = escape(words.text, quote=False)
    if not parts and not marks:
        return text
    return f"<span{marks}{context.cls(';'.join([*parts, line]))}>{text}</span>"


def _link(link: Link, paragraph: Paragraph, context: Context) -> Iterator[Piece]:
    # Entries of a table of contents carry no link: over a page break the engine tags one of them wrongly,
    # and the file's own bookmarks lead to every heading.
    is_link = bool(link.anchor or link.address) and not is_contents(paragraph)
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
        yield _counted(
            _in_contents(inline.format, paragraph), "ref", context, f' data-target="#{escape(target_of(inline))}"'
        )
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
    parts = [f"font-family:{family}", *inherited(look, PLAIN), *own(look)]
    return f"<span{extra}{context.cls(';'.join([*parts, 'line-height:0pt']), name)}></span>"


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
    return (*inherited(look, PLAIN), *own(look), signs(look))


PLAIN = RunFormat(size=0.0)
"""A look that every other differs from in size, and in what else it states."""


def base_of(pieces: Iterable[Piece], look: RunFormat, context: Context) -> Words:
    """The words whose look the paragraph itself takes on: those of which it has the most.

    Where none can lend theirs, since something is drawn around all of them, it is a plain look of the size of `look`.
    """
    counts: dict[tuple[str, ...], int] = {}
    found: dict[tuple[str, ...], Words] = {}
    for piece in pieces:
        if isinstance(piece, Words) and not own(piece.look) and not signs(piece.look):
            key = (piece.family, *_visible(piece.look))
            counts[key] = counts.get(key, 0) + len(piece.text)
            found.setdefault(key, piece)
    if counts:
        return found[max(counts, key=lambda key: counts[key])]
    plain = RunFormat(ascii=look.ascii, east_asian=look.east_asian, size=look.size)
    return Words("", next(context.types.stretches("x", plain)).family, plain)
