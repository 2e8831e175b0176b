"""A Document to HTML and CSS in absolute numbers, so that nothing is left for a cascade to decide."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from html import escape

from packetgen.document.graphics import Drawing, Picture
from packetgen.document.model import (
    Block,
    Bookmark,
    Break,
    Document,
    Equation,
    Field,
    Inline,
    Link,
    NoteReference,
    Paragraph,
    Ruby,
    Run,
    RunFormat,
    Section,
    Table,
)
from packetgen.fonts import rare
from packetgen.pdf import css
from packetgen.pdf.css import pt
from packetgen.pdf.tables import table_html
from packetgen.pdf.typeset import Typesetter, has_han

_ALIGN = {"left": "left", "right": "right", "center": "center", "both": "justify", "distribute": "justify"}
_COUNTERS = {"lowerRoman": "lower-roman", "upperRoman": "upper-roman", "upperLetter": "upper-alpha"}
_RAISED = 0.65  # of the size: characters above or below the line
_HIGHLIGHTS = {"yellow": "ffff00", "green": "00ff00", "cyan": "00ffff", "red": "ff0000", "lightGray": "c0c0c0"}


FIXED = (
    "head,title{display:none}html,body,div,p,h1,h2,h3,h4,h5,h6,ul{display:block}li{display:list-item}"
    "table{display:table;border-collapse:collapse;table-layout:fixed;box-sizing:border-box}"
    "colgroup{display:table-column-group}col{display:table-column}thead{display:table-header-group}"
    "tbody{display:table-row-group}tr{display:table-row}td,th{display:table-cell;vertical-align:top}"
    "p,h1,h2,h3,h4,h5,h6,td,th{text-align:left;text-indent:0}ul{list-style:none}body{orphans:2;widows:2}"
    "h1,h2,h3,h4,h5,h6{bookmark-label:content(text)}"
    + "".join(f"h{level}{{bookmark-level:{level}}}" for level in range(1, 7))
    + "br::before{content:'\\A';white-space:pre-line}"
    "@page{@footnote{margin-top:1em}@note-area{content:element(note,all-once)}}"
    # Four dots at a time: each repetition is a box of its own.
    ".lead::after{content:leader('....')}.fill::after{content:leader(' ')}"
    ".ref::after{content:target-counter(attr(data-target), page)}.pages::before{content:counter(pages)}"
    + "".join(f".page-{name}::before{{content:counter(page,{name})}}" for name in (*_COUNTERS.values(), "decimal"))
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


def lay_out(document: Document) -> Html:
    """Lay a document out."""
    paragraphs = tuple(_all_paragraphs(document))
    types = Typesetter(rare("".join(map(_printed_text, paragraphs))))
    targets = frozenset(target for paragraph in paragraphs for target in _targets(paragraph.inlines))
    writer = LayoutWriter(document, types, _targets=targets)
    body = "".join(writer.section(section, index) for index, section in enumerate(document.sections))
    language = document.language or "zh-CN"
    head = f'<html lang="{escape(language)}"><head><title>{escape(document.title)}</title></head>'
    text = f"{head}<body>{body}</body></html>"
    images = {f"part:{name}": data for name, data in document.images.items()}
    pages = "".join(writer.pages)
    return Html(text, writer.rules, pages, tuple(writer.words), document.title, language, images, writer.types)


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text in one list of faces and one look."""

    text: str
    family: str
    look: RunFormat


Piece = Words | str
"""Words, or markup between them."""


@dataclass(frozen=True, slots=True)
class FlatParagraph:
    """A paragraph that needs no element of its own: its declarations, the spaces around it in points, its content."""

    css: str
    before: float
    after: float
    inner: str


@dataclass(slots=True)
class LayoutWriter:
    """Writes the HTML of one document in as few elements as can be, since each costs time in layout."""

    document: Document
    types: Typesetter
    words: list[str] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    _targets: frozenset[str] = frozenset()
    _section: Section = field(default_factory=lambda: Section(()))
    _has_title: bool = False
    _in_body: bool = True

    # -- sections

    def section(self, section: Section, index: int) -> str:
        self._section = section
        name = f"s{index}"
        self._has_title = self._has_title or any(isinstance(b, Paragraph) and _is_title(b) for b in section.blocks)
        running = self._running(section, index)
        blocks = self.blocks(section.blocks)
        css = f"page:{name}"
        if section.columns:
            css += f";columns:{len(section.columns)};column-gap:{pt(section.columns[0].space)}"
        return f"<div{self.cls(css)}>{running}{blocks}</div>"

    def _running(self, section: Section, index: int) -> str:
        """Headers and footers as running elements, and the page rules that place them."""
        parts: list[str] = []
        rules: list[str] = []
        for position, stories in (("top", section.headers), ("bottom", section.footers)):
            for kind, selector in (("default", ""), ("even", ":left"), ("first", ":first")):
                if (kind == "even" and not self.document.even_and_odd) or (kind == "first" and not section.title_page):
                    continue
                story = stories.get(kind)
                name = f"{position}{index}{kind}"
                if not story:
                    if kind != "default":
                        rules.append(f"@page s{index}{selector}{{@{position}-center{{content:none}}}}")
                    continue
                self._in_body = False
                inner = self.blocks(story)
                self._in_body = True
                parts.append(f"<div{self.cls(f'position:running({name})')}>{inner}</div>")
                gap = section.header if position == "top" else section.footer
                place = f"vertical-align:{position};padding-{position}:{pt(gap)};width:100%"
                rules.append(f"@page s{index}{selector}{{@{position}-center{{content:element({name});{place}}}}}")
        margins = " ".join(pt(each) for each in (section.top, section.right, section.bottom, section.left))
        size = f"{pt(section.width)} {pt(section.height)}"
        self.pages.append(f"@page s{index}{{size:{size};margin:{margins}}}")
        if section.page_start is not None:
            self.pages.append(f"@page :nth(1 of s{index}){{counter-reset:page {section.page_start}}}")
        self.pages += rules
        return "".join(parts)

    # -- blocks

    def blocks(self, blocks: Sequence[Block]) -> str:
        """Blocks in order, paragraphs of one list within a list element."""
        parts: list[str] = []
        depth = 0
        open_list = ""
        previous: Paragraph | None = None
        for block in blocks:
            is_item = isinstance(block, Paragraph) and block.label is not None and block.format.outline_level is None
            if not is_item or (isinstance(block, Paragraph) and block.label and block.label.list_id != open_list):
                parts.append("</ul>" * depth)
                depth = 0
            if isinstance(block, Table):
                parts.append(table_html(block, self))
                previous = None
                continue
            if is_item and not depth:
                parts.append("<ul>")
                depth, open_list = 1, block.label.list_id if block.label else ""
            made = self.paragraph(block, previous)
            parts.append(f"<li>{made}</li>" if is_item else made)
            previous = block
        return "".join(parts) + "</ul>" * depth

    def paragraph(self, paragraph: Paragraph, previous: Paragraph | None = None) -> str:
        flat = self._flat(paragraph, previous)
        tag, target = self._tag(paragraph), self._target(paragraph)
        # A frame or a ground stands around the words, not around the space before them.
        kind = "margin" if paragraph.format.borders or paragraph.format.shading else "padding"
        own = [flat.css, *_space(kind, flat.before, flat.after)]
        return f"<{tag}{target}{self.cls(';'.join(filter(None, own)))}>{flat.inner}</{tag}>"

    def only_paragraph(self, blocks: Sequence[Block]) -> FlatParagraph | None:
        """The one paragraph of a table cell, where the cell itself can be its element."""
        only = blocks[0] if len(blocks) == 1 else None
        if not isinstance(only, Paragraph) or only.label is not None or self._tag(only) != "p" or self._target(only):
            return None
        layout = only.format
        if layout.left or layout.right or layout.shading or layout.borders or layout.page_break_before:
            return None
        return self._flat(only, None)

    def _flat(self, paragraph: Paragraph, previous: Paragraph | None) -> FlatParagraph:
        text = _text_of(paragraph)
        self.words.append((paragraph.label.text if paragraph.label else "") + text)
        look = _tallest(paragraph)
        natural = self.types.natural_height(look, has_han=has_han(text) or not text)
        height = self.types.line_height(paragraph.format, natural, self._section)
        pieces = _joined([*self._label(paragraph), *self._pieces(paragraph.inlines, paragraph)])
        base = _base(pieces, look)
        inner = "".join(piece if isinstance(piece, str) else self._words(piece, base) for piece in pieces)
        parts = [*self._paragraph_css(paragraph, height), f"font-size:{pt(look.size)}"]
        if base is not None:
            parts += [f"font-family:{base.family}", *_inherited(base.look, None)]
        layout = paragraph.format
        # Word adds the spaces of neighbours, but between paragraphs of one style that ask for none.
        same = previous is not None and layout.contextual_spacing and previous.style == paragraph.style
        return FlatParagraph(";".join(parts), 0.0 if same else layout.before, layout.after, inner or "<br/>")

    def _tag(self, paragraph: Paragraph) -> str:
        if not self._in_body or not paragraph.inlines:
            return "p"
        if _is_title(paragraph):
            return "h1"
        level = paragraph.format.outline_level
        return "p" if level is None else f"h{min(6, level + (2 if self._has_title else 1))}"

    def _target(self, paragraph: Paragraph) -> str:
        """The name of a bookmark at the start of a paragraph, as the element's own, where something leads to it."""
        for inline in paragraph.inlines:
            if not isinstance(inline, Bookmark):
                break
            if inline.name in self._targets and self._in_body:
                return f' id="{escape(inline.name)}"'
        return ""

    def _paragraph_css(self, paragraph: Paragraph, height: float) -> Iterator[str]:
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

    def _label(self, paragraph: Paragraph) -> Iterator[Piece]:
        own = paragraph.label
        if own is None or not own.text:
            return
        inner = self._run(Run(own.text, own.format), paragraph)
        width = -paragraph.format.first_line
        if own.suffix == "tab" and width > 0:
            yield f"<span{self.cls(f'display:inline-block;min-width:{pt(width)};text-indent:0')}>"
            yield from inner
            yield "</span>"
            return
        yield from inner
        if own.suffix == "space":
            yield " "
        elif own.suffix == "tab":
            yield f"<span{self.cls('display:inline-block;width:1em')}></span>"

    # -- inlines

    def _pieces(self, inlines: Sequence[Inline], paragraph: Paragraph) -> Iterator[Piece]:
        has_words = False
        for inline in inlines:
            if isinstance(inline, Bookmark):
                # One at the start is the paragraph's own name (see `_target`).
                if has_words and inline.name in self._targets and self._in_body:
                    yield f'<a id="{escape(inline.name)}"></a>'
                continue
            has_words = True
            yield from self._inline(inline, paragraph)

    def _inline(self, inline: Inline, paragraph: Paragraph) -> Iterator[Piece]:
        match inline:
            case Run():
                if not inline.is_deleted:
                    yield from self._run(inline, paragraph)
            case Equation(text=text) | NoteReference(label=text):
                yield from self._run(Run(text, inline.format), paragraph)
            case Ruby(base=inner):
                yield from self._pieces(inner, paragraph)
            case Field():
                yield from self._field(inline, paragraph)
            case Link(anchor=anchor, address=address, inlines=inner):
                yield from self._link(anchor, address, inner, paragraph)
            case Drawing(content=Picture(part=part)):
                look = self.cls(f"width:{pt(inline.width)};height:{pt(inline.height)};image-rendering:crisp-edges")
                yield f'<img src="part:{escape(part)}" alt="{escape(inline.description)}"{look}/>'
            case _:
                # A page break ends its paragraph (see `_paragraph_css`); columns are balanced by the engine.
                return

    def _run(self, run: Run, paragraph: Paragraph) -> Iterator[Piece]:
        text = run.text.upper() if run.format.caps else run.text
        for position, line in enumerate(text.split("\n")):
            if position:
                yield "<br/>"
            for number, part in enumerate(line.split("\t")):
                if number:
                    yield self._tab(paragraph)
                for stretch in self.types.stretches(part, run.format):
                    yield Words(stretch.text, stretch.family, run.format)

    def _words(self, words: Words, base: Words | None) -> str:
        """Words in an element of their own only where the paragraph's look is not theirs.

        Such words stand on a line of no height: the paragraph's height decides alone.
        """
        parts = [] if base is not None and base.family == words.family else [f"font-family:{words.family}"]
        parts += _inherited(words.look, base.look if base is not None else None)
        parts += _own(words.look)
        text = escape(words.text, quote=False)
        return f"<span{self.cls(';'.join([*parts, 'line-height:0']))}>{text}</span>" if parts else text

    def _tab(self, paragraph: Paragraph) -> str:
        stop = paragraph.format.tabs[0] if paragraph.format.tabs else None
        if stop is not None and stop.alignment == "right":
            return f'<span class="{"lead" if stop.leader == "dot" else "fill"}"></span>'
        return f"<span{self.cls('display:inline-block;width:2em')}></span>"

    def _link(self, anchor: str, address: str, inner: Sequence[Inline], paragraph: Paragraph) -> Iterator[Piece]:
        # Entries of a table of contents carry no link: over a page break the engine tags one of them wrongly,
        # and the file's own bookmarks lead to every heading.
        is_link = bool(anchor or address) and not paragraph.style_name.lower().startswith("toc ")
        if is_link:
            target = f"#{anchor}" if anchor else address
            yield f'<a href="{escape(target)}"{self.cls("color:inherit;text-decoration:none")}>'
        yield from self._pieces(inner, paragraph)
        if is_link:
            yield "</a>"

    def _field(self, inline: Field, paragraph: Paragraph) -> Iterator[Piece]:
        if inline.kind == "PAGE" and not self._in_body:
            yield self._counted(inline.format, f"page-{_COUNTERS.get(self._section.page_format, 'decimal')}")
        elif inline.kind in {"NUMPAGES", "SECTIONPAGES"} and not self._in_body:
            yield self._counted(inline.format, "pages")
        elif inline.kind == "PAGEREF":
            # No link of its own: the whole entry is one, and links do not nest.
            yield self._counted(inline.format, "ref", f' data-target="#{escape(_target_of(inline))}"')
        else:
            yield from self._pieces(inline.result, paragraph)

    def _counted(self, look: RunFormat, name: str, extra: str = "") -> str:
        """A number that the engine counts."""
        family = next(self.types.stretches("1", look)).family
        parts = [f"font-family:{family}", *_inherited(look, None), *_own(look), f"font-size:{pt(look.size)}"]
        return f"<span{extra}{self.cls(';'.join([*parts, 'line-height:0']), name)}></span>"

    # -- style sheet

    def cls(self, css: str, also: str = "") -> str:
        """The attribute that gives an element these declarations."""
        name = _class_name(css) if css else ""
        if name:
            self.rules[name] = css
        names = f"{name} {also}".strip()
        return f' class="{names}"' if names else ""


@cache
def _class_name(css: str) -> str:
    return f"c{blake2b(css.encode(), digest_size=6).hexdigest()}"


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
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
    return (*_inherited(look, None), *_own(look), pt(look.size))


def _base(pieces: Iterable[Piece], look: RunFormat) -> Words | None:
    """The words whose look the paragraph itself takes on: those of its size with the most characters."""
    counts: dict[tuple[str, ...], int] = {}
    found: dict[tuple[str, ...], Words] = {}
    for piece in pieces:
        if isinstance(piece, Words) and piece.look.size == look.size and not any(_own(piece.look)):
            key = (piece.family, *_visible(piece.look))
            counts[key] = counts.get(key, 0) + len(piece.text)
            found.setdefault(key, piece)
    return found[max(counts, key=lambda key: counts[key])] if counts else None


def _inherited(look: RunFormat, base: RunFormat | None) -> list[str]:
    """Declarations that elements within take over, where they differ from those of the base."""
    parts: list[str] = []
    if base is not None and look.size != base.size:
        parts.append(f"font-size:{pt(look.size)}")
    if look.colour != (base.colour if base is not None else ""):
        parts.append(f"color:#{look.colour or '000000'}")
    if look.spacing != (base.spacing if base is not None else 0.0):
        parts.append(f"letter-spacing:{pt(look.spacing)}")
    return parts


def _own(look: RunFormat) -> list[str]:
    """Declarations of the words alone."""
    parts: list[str] = []
    lines = [
        name for name, on in (("underline", look.underline), ("line-through", look.strike or look.double_strike)) if on
    ]
    if lines:
        parts.append(f"text-decoration:{' '.join(lines)}")
    if look.vertical:
        place = "super" if look.vertical == "superscript" else "sub"
        parts.append(f"vertical-align:{place};font-size:{pt(look.size * _RAISED)}")
    fill = _HIGHLIGHTS.get(look.highlight, "") or look.shading
    if fill:
        parts.append(f"background:#{fill}")
    return parts


def _space(kind: str, before: float, after: float) -> Iterator[str]:
    if before:
        yield f"{kind}-top:{pt(before)}"
    if after:
        yield f"{kind}-bottom:{pt(after)}"


def _targets(inlines: Sequence[Inline]) -> Iterator[str]:
    """The bookmarks that something in a paragraph leads to."""
    for inline in inlines:
        match inline:
            case Link(anchor=anchor, inlines=inner):
                yield anchor
                yield from _targets(inner)
            case Field(result=inner):
                if inline.kind == "PAGEREF":
                    yield _target_of(inline)
                yield from _targets(inner)
            case _:
                pass


def _target_of(reference: Field) -> str:
    words = reference.code.split()
    return words[1] if len(words) > 1 else ""


def _all_paragraphs(document: Document) -> Iterator[Paragraph]:
    for section in document.sections:
        for story in (section.blocks, *section.headers.values(), *section.footers.values()):
            yield from _paragraphs(story)


def _printed_text(paragraph: Paragraph) -> str:
    """The characters that a paragraph may print, those of its label among them."""
    text = _text_of(paragraph) + (paragraph.label.text if paragraph.label else "")
    return text + text.upper() if any(run.format.caps for run in _runs(paragraph.inlines)) else text


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell.blocks)


def _is_title(paragraph: Paragraph) -> bool:
    return paragraph.style_name.lower() == "title"


def _text_of(paragraph: Paragraph) -> str:
    return "".join(_words(paragraph.inlines))


def _words(inlines: Sequence[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Run(text=text) if not inline.is_deleted:
                yield text
            case Equation(text=text) | NoteReference(label=text):
                yield text
            case Field(result=inner) | Link(inlines=inner) | Ruby(base=inner):
                yield from _words(inner)
            case _:
                pass


def _runs(inlines: Sequence[Inline]) -> Iterator[Run]:
    for inline in inlines:
        match inline:
            case Run():
                yield inline
            case Field(result=inner) | Link(inlines=inner):
                yield from _runs(inner)
            case _:
                pass


def _tallest(paragraph: Paragraph) -> RunFormat:
    """The look that decides the height of the lines: the largest."""
    looks = [run.format for run in _runs(paragraph.inlines)]
    return max(looks, key=lambda look: look.size, default=paragraph.mark)
