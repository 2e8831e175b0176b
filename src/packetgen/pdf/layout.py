"""A Document to HTML and CSS in absolute numbers, so that nothing is left for a cascade to decide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from packetgen.document.model import (
    Block,
    Bookmark,
    Break,
    Document,
    Field,
    Image,
    Inline,
    Link,
    Paragraph,
    Run,
    RunFormat,
    Section,
    Table,
)
from packetgen.pdf import css
from packetgen.pdf.css import pt
from packetgen.pdf.tables import table_html
from packetgen.pdf.typeset import Typesetter, has_han

_ALIGN = {"left": "left", "right": "right", "center": "center", "both": "justify"}
_HIGHLIGHTS = {"yellow": "ffff00", "green": "00ff00", "cyan": "00ffff", "red": "ff0000", "lightGray": "c0c0c0"}


@dataclass(frozen=True, slots=True)
class Html:
    """A page of HTML with its style sheet; `words` are those of its paragraphs, headers and footers included."""

    text: str
    style: str
    words: tuple[str, ...]
    title: str
    language: str
    images: "dict[str, bytes]"
    typesetter: Typesetter


def lay_out(document: Document, extra: str = "") -> Html:
    """Lay a document out. `extra` are characters beyond the common ones (fonts.beyond_common)."""
    writer = LayoutWriter(document, Typesetter(extra))
    body = "".join(writer.section(section, index) for index, section in enumerate(document.sections))
    language = document.language or "zh-CN"
    head = f'<html lang="{escape(language)}"><head><meta charset="utf-8"><title>{escape(document.title)}</title></head>'
    text = f"<!DOCTYPE html>{head}<body>{body}</body></html>"
    images = {f"part:{name}": data for name, data in document.images.items()}
    return Html(text, writer.sheet(), tuple(writer.words), document.title, language, images, writer.types)


@dataclass(slots=True)
class LayoutWriter:
    """Writes the HTML of one document. Declarations are gathered into classes, one for each set of them."""

    document: Document
    types: Typesetter
    words: list[str] = field(default_factory=list)
    _classes: dict[str, str] = field(default_factory=dict)
    _pages: list[str] = field(default_factory=list)
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
        if section.columns > 1:
            css += f";columns:{section.columns};column-gap:18pt"
        return f'<div class="{self.cls(css)}">{running}{blocks}</div>'

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
                parts.append(f'<div class="{self.cls(f"position:running({name})")}">{inner}</div>')
                gap = section.header if position == "top" else section.footer
                place = f"vertical-align:{position};padding-{position}:{pt(gap)};width:100%"
                rules.append(f"@page s{index}{selector}{{@{position}-center{{content:element({name});{place}}}}}")
        margins = " ".join(pt(each) for each in (section.top, section.right, section.bottom, section.left))
        size = f"{pt(section.width)} {pt(section.height)}"
        self._pages.append(f"@page s{index}{{size:{size};margin:{margins}}}")
        if section.page_start is not None:
            self._pages.append(f"@page :nth(1 of s{index}){{counter-reset:page {section.page_start}}}")
        self._pages += rules
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
                parts.append(f'<ul class="{self.cls("margin:0;padding:0;list-style:none")}">')
                depth, open_list = 1, block.label.list_id if block.label else ""
            made = self.paragraph(block, previous)
            parts.append(f"<li>{made}</li>" if is_item else made)
            previous = block
        return "".join(parts) + "</ul>" * depth

    def paragraph(self, paragraph: Paragraph, previous: Paragraph | None = None) -> str:
        tag = self._tag(paragraph)
        text = _text_of(paragraph)
        self.words.append((paragraph.label.text if paragraph.label else "") + text)
        look = _tallest(paragraph)
        natural = self.types.natural_height(look, has_han=has_han(text) or not text)
        height = self.types.line_height(paragraph.format, natural, self._section)
        inner = self._label(paragraph) + self.inlines(paragraph.inlines, paragraph)
        empty = "" if text or paragraph.label or _holds_image(paragraph.inlines) else f'<br class="{self.cls("")}">'
        css = self._paragraph_css(paragraph, previous, height, look)
        return f'<{tag} class="{self.cls(css)}">{inner or empty}</{tag}>'

    def _tag(self, paragraph: Paragraph) -> str:
        if not self._in_body or not paragraph.inlines:
            return "p"
        if _is_title(paragraph):
            return "h1"
        level = paragraph.format.outline_level
        return "p" if level is None else f"h{min(6, level + (2 if self._has_title else 1))}"

    def _paragraph_css(self, paragraph: Paragraph, previous: Paragraph | None, height: float, look: RunFormat) -> str:
        layout = paragraph.format
        before = layout.before
        if previous is not None:
            # Word adds the spaces of neighbours, but between paragraphs of one style that ask for none.
            same = layout.contextual_spacing and previous.style == paragraph.style
            before = 0.0 if same else before
        parts = [
            f"margin:0 {pt(layout.right)} 0 {pt(layout.left)}",
            f"padding:{pt(before)} 0 {pt(layout.after)}",
            f"text-indent:{pt(layout.first_line)}",
            f"line-height:{pt(height)}",
            f"font-size:{pt(look.size)}",
            f"text-align:{_ALIGN.get(layout.alignment, 'left')}",
        ]
        if layout.keep_next:
            parts.append("break-after:avoid")
        if layout.keep_lines:
            parts.append("break-inside:avoid")
        if layout.page_break_before:
            parts.append("break-before:page")
        if any(isinstance(each, Break) and each.kind == "page" for each in paragraph.inlines):
            parts.append("break-after:page")
        lines = 2 if layout.widow_control else 1
        parts.append(f"orphans:{lines};widows:{lines}")
        if layout.shading:
            parts.append(f"background:#{layout.shading}")
        for side, edge in layout.borders.items():
            if side in {"top", "right", "bottom", "left"} and edge.style != "none":
                parts.append(f"border-{side}:{css.edge(edge)};padding-{side}:{pt(edge.space)}")
        return ";".join(parts)

    def _label(self, paragraph: Paragraph) -> str:
        own = paragraph.label
        if own is None or not own.text:
            return ""
        inner = "".join(self._run(Run(own.text, own.format)))
        if own.suffix == "nothing":
            return inner
        if own.suffix == "space":
            return inner + " "
        width = -paragraph.format.first_line
        if width <= 0:
            return inner + f'<span class="{self.cls("display:inline-block;width:1em")}"></span>'
        return f'<span class="{self.cls(f"display:inline-block;min-width:{pt(width)};text-indent:0")}">{inner}</span>'

    # -- inlines

    def inlines(self, inlines: Sequence[Inline], paragraph: Paragraph) -> str:
        return "".join(self._inline(inline, paragraph) for inline in inlines)

    def _inline(self, inline: Inline, paragraph: Paragraph) -> str:  # one case a kind of inline
        match inline:
            case Run(revision="del"):
                return ""
            case Run():
                return "".join(self._run(inline, paragraph))
            case Field():
                return self._field(inline, paragraph)
            case Link(anchor=anchor, address=address, inlines=inner):
                return self._link(anchor, address, inner, paragraph)
            case Bookmark(name=name):
                return f'<a id="{escape(name)}"></a>' if self._in_body else ""
            case Break():
                # A page break ends its paragraph (see `paragraph`); columns are balanced by the engine.
                return ""
            case Image(part=part, width=width, height=height, description=description):
                css = f"width:{pt(width)};height:{pt(height)};image-rendering:crisp-edges"
                return f'<img src="part:{escape(part)}" alt="{escape(description)}" class="{self.cls(css)}">'

    def _run(self, run: Run, paragraph: Paragraph | None = None) -> Iterator[str]:
        text = run.text.upper() if run.format.caps else run.text
        for position, line in enumerate(text.split("\n")):
            if position:
                yield "<br>"
            for number, part in enumerate(line.split("\t")):
                if number:
                    yield self._tab(paragraph)
                for stretch in self.types.stretches(part, run.format):
                    css = f"font-family:{stretch.family};{self._look(run.format)}"
                    yield f'<span class="{self.cls(css)}">{escape(stretch.text)}</span>'

    def _look(self, look: RunFormat) -> str:
        """Characters stand on a line of no height of their own: the paragraph's height decides alone."""
        parts = [f"font-size:{pt(look.size)}", "line-height:0"]
        if look.colour:
            parts.append(f"color:#{look.colour}")
        lines = [name for name, on in (("underline", look.underline), ("line-through", look.strike)) if on]
        if lines:
            parts.append(f"text-decoration:{' '.join(lines)}")
        if look.vertical:
            parts.append(f"vertical-align:{'super' if look.vertical == 'superscript' else 'sub'};font-size:65%")
        if look.spacing:
            parts.append(f"letter-spacing:{pt(look.spacing)}")
        fill = _HIGHLIGHTS.get(look.highlight, "") or look.shading
        if fill:
            parts.append(f"background:#{fill}")
        return ";".join(parts)

    def _tab(self, paragraph: Paragraph | None) -> str:
        stop = paragraph.format.tabs[0] if paragraph is not None and paragraph.format.tabs else None
        if stop is not None and stop.alignment == "right":
            return f'<span class="{"lead" if stop.leader == "dot" else "fill"}"></span>'
        return f'<span class="{self.cls("display:inline-block;width:2em")}"></span>'

    def _link(self, anchor: str, address: str, inner: Sequence[Inline], paragraph: Paragraph) -> str:
        content = self.inlines(inner, paragraph)
        if paragraph.style_name.lower().startswith("toc ") or not (anchor or address):
            # Entries of a table of contents carry no link: over a page break the engine tags one of them wrongly,
            # and the file's own bookmarks lead to every heading.
            return content
        target = f"#{anchor}" if anchor else address
        return f'<a href="{escape(target)}" class="{self.cls("color:inherit;text-decoration:none")}">{content}</a>'

    def _field(self, inline: Field, paragraph: Paragraph) -> str:
        family = next(self.types.stretches("1", inline.format)).family
        css = f"font-family:{family};{self._look(inline.format)}"
        if inline.kind == "PAGE" and not self._in_body:
            return f'<span class="{self.cls(css)} page"></span>'
        if inline.kind in {"NUMPAGES", "SECTIONPAGES"} and not self._in_body:
            return f'<span class="{self.cls(css)} pages"></span>'
        if inline.kind == "PAGEREF":
            words = inline.code.split()
            # No link of its own: the whole entry is one, and links do not nest.
            target = escape(words[1]) if len(words) > 1 else ""
            return f'<span data-target="#{target}" class="{self.cls(css)} ref"></span>'
        return self.inlines(inline.result, paragraph)

    # -- style sheet

    def cls(self, css: str) -> str:
        return self._classes.setdefault(css, f"c{len(self._classes)}")

    def sheet(self) -> str:
        faces = "".join(
            f"@font-face{{font-family:{name};src:url('{prepared.file.as_uri()}')}}"
            for name, prepared in self.types.families.items()
        )
        rules = "".join(f".{name}{{{css}}}" for css, name in self._classes.items() if css)
        number = f"counter(page{_counter_style(self.document)})"
        fixed = (
            "body{margin:0}h1,h2,h3,h4,h5,h6,p{font-weight:normal;font-style:normal}"
            "table{border-collapse:collapse;table-layout:fixed}td,th{font-weight:normal}"
            f".page::before{{content:{number}}}.pages::before{{content:counter(pages)}}"
            ".lead::after{content:leader('.')}.fill::after{content:leader(' ')}"
            ".ref::after{content:target-counter(attr(data-target), page)}"
        )
        return faces + "".join(self._pages) + fixed + rules


def _counter_style(document: Document) -> str:
    formats = {section.page_format for section in document.sections}
    names = {"lowerRoman": ",lower-roman", "upperRoman": ",upper-roman", "upperLetter": ",upper-alpha"}
    return names.get(next(iter(formats)), "") if len(formats) == 1 else ""


def _is_title(paragraph: Paragraph) -> bool:
    return paragraph.style_name.lower() == "title"


def _text_of(paragraph: Paragraph) -> str:
    return "".join(_words(paragraph.inlines))


def _words(inlines: Sequence[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Run(text=text, revision=revision) if revision != "del":
                yield text
            case Field(result=inner) | Link(inlines=inner):
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


def _holds_image(inlines: Sequence[Inline]) -> bool:
    return any(isinstance(inline, Image | Break) for inline in inlines)
