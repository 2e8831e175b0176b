"""Sections to blocks and pages: geometry, columns, page borders, page numbers.

Sections that follow each other on one page (continuous ones) share its name, and with it headers and footers, which
are those of the first of them.
"""

from collections.abc import Mapping

from packetgen.document.model import Document, Edge, Paragraph, Section
from packetgen.pdf import css
from packetgen.pdf.columns import columns_css, widths_attribute
from packetgen.pdf.context import Context
from packetgen.pdf.css import pt
from packetgen.pdf.notes import comments_html, endnotes_html
from packetgen.pdf.running import running_html, selectors
from packetgen.pdf.words import is_title

_SIDES = ("top", "right", "bottom", "left")
_BREAKS = {"oddPage": "right", "evenPage": "left"}
_ALIKE = 0.5  # points by which the sizes of two pages that are meant to be one may differ


def sections_html(document: Document, context: Context) -> str:
    """All sections of a document."""
    pages: dict[int, list[str]] = {}
    first = document.sections[0] if document.sections else Section(())
    name = 0
    for index, section in enumerate(document.sections):
        if index and not (section.kind == "continuous" and _same_page(section, first)):
            first, name = section, index
        is_first = name == index
        following = document.sections[index + 1] if index + 1 < len(document.sections) else None
        is_followed = following is not None and following.kind == "continuous" and _same_page(following, first)
        made = _section_html(section, first, name, context, starts_page=is_first, is_followed=is_followed)
        pages.setdefault(name, []).append(made)
    if endings := endnotes_html(context) + comments_html(context):
        pages.setdefault(name, []).append(f"<div>{endings}</div>")
    # One element for all that share pages: the engine counts the pages of each for itself, and would take the second
    # of the document for the first of another.
    return "".join(f"<div{context.cls(f'page:s{name}')}>{''.join(parts)}</div>" for name, parts in pages.items())


def _same_page(one: Section, other: Section) -> bool:
    return abs(one.width - other.width) < _ALIKE and abs(one.height - other.height) < _ALIKE


def _section_html(
    section: Section, first: Section, name: int, context: Context, *, starts_page: bool, is_followed: bool
) -> str:
    """A section; `is_followed`: by another one on the same page."""
    context.section = section
    context.has_title = context.has_title or any(isinstance(b, Paragraph) and is_title(b) for b in section.blocks)
    parts: list[str] = []
    running = ""
    if starts_page:
        context.page_name = name
        context.pages.append(_page_rules(section, name, context))
        running = running_html(section, name, context)
        if lowered := context.settled.lowered.get(name):
            parts.append(f"padding-top:{pt(lowered)}")
        if name and section.kind in _BREAKS:
            parts.append(f"break-before:{_BREAKS[section.kind]}")
    elif (section.left, section.right) != (first.left, first.right):
        parts.append(f"margin:0 {pt(section.right - first.right)} 0 {pt(section.left - first.left)}")
    blocks = context.blocks(section.blocks, context)
    if not section.columns:
        return f"<div{context.cls(';'.join(parts))}>{running}{blocks}</div>"
    parts += columns_css(section.columns, has_line=section.column_line, is_balanced=is_followed)
    return f"<div{context.cls(';'.join(parts))}{widths_attribute(section.columns)}>{running}{blocks}</div>"


def _page_rules(section: Section, name: int, context: Context) -> str:
    """The rules of a section's pages; those for its first page and for even ones come behind the others."""
    grown = context.settled.grown
    sides = {side: getattr(section, side) for side in _SIDES}
    sides |= {side: max(sides[side], grown.get((name, side, "default"), 0.0)) for side in ("top", "bottom")}
    margins = " ".join(pt(sides[side]) for side in _SIDES)
    own = [f"size:{pt(section.width)} {pt(section.height)}", f"margin:{margins}"]
    own += _borders(section, sides, context)
    if context.document.background:
        own.append(f"background-color:#{context.document.background}")
    rules = [f"@page s{name}{{{';'.join(own)}}}"]
    if context.document.mirror_margins:
        rules.append(f"@page s{name}:left{{margin-left:{pt(sides['right'])};margin-right:{pt(sides['left'])}}}")
    for kind, selector in selectors(name):
        heights = [
            f"margin-{side}:{pt(height)}" for side in ("top", "bottom") if (height := grown.get((name, side, kind)))
        ]
        if kind != "default" and heights:
            rules.append(f"@page {selector}{{{';'.join(heights)}}}")
    if section.page_start is not None:
        rules.append(f"@page :nth(1 of s{name}){{counter-reset:page {section.page_start}}}")
    if section.vertical != "top" and name not in context.settled.lowered:
        context.report("vAlign")
    if section.numbers_lines:
        context.report("lnNumType")
    if section.direction not in {"", "lrTb", "lr"}:
        context.report("textDirection")
    return "".join(rules)


def _borders(section: Section, margins: Mapping[str, float], context: Context) -> list[str]:
    """Borders around the page as a picture behind it, since those of a page box would take the place of its headers."""
    edges = {side: edge for side, edge in section.borders.items() if side in _SIDES and edge.style != "none"}
    if not edges:
        return []
    key = context.made_image(_frame(section, edges))
    # The ground of a page is painted all over it, but placed from the corner of the text.
    place = f"background-position:{pt(-margins['left'])} {pt(-margins['top'])}"
    size = f"background-size:{pt(section.width)} {pt(section.height)}"
    return [f"background-image:url('{key}');{place};{size};background-repeat:no-repeat"]


def _frame(section: Section, edges: dict[str, Edge]) -> str:
    """The borders of a page as SVG lines, each at its distance from the page's edge or from the text."""

    def offset(side: str) -> float:
        edge = edges.get(side)
        if edge is None:
            return 0.0
        inner = edge.space + edge.width / 2
        return inner if section.borders_from == "page" else max(0.0, getattr(section, side) - inner)

    left, right = offset("left"), section.width - offset("right")
    top, bottom = offset("top"), section.height - offset("bottom")
    ends = {
        "top": (left, top, right, top),
        "right": (right, top, right, bottom),
        "bottom": (left, bottom, right, bottom),
        "left": (left, top, left, bottom),
    }
    lines = "".join(_line(ends[side], edge) for side, edge in edges.items())
    size = f'width="{section.width:g}" height="{section.height:g}" viewBox="0 0 {section.width:g} {section.height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{lines}</svg>'


def _line(ends: tuple[float, float, float, float], edge: Edge) -> str:
    x1, y1, x2, y2 = (f"{each:g}" for each in ends)
    dash = css.DASHES.get(edge.style, "")
    width = f'stroke="#{edge.colour}" stroke-width="{max(edge.width, css.THINNEST):g}"'
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" {width}{dash}/>'
