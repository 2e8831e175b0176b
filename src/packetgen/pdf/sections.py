"""A section to its blocks, and its pages: geometry, headers and footers, page numbers."""

from packetgen.document.model import Paragraph, Section
from packetgen.pdf.context import Context
from packetgen.pdf.css import pt
from packetgen.pdf.words import is_title


def section_html(section: Section, index: int, context: Context) -> str:
    context.section = section
    name = f"s{index}"
    context.has_title = context.has_title or any(isinstance(b, Paragraph) and is_title(b) for b in section.blocks)
    running = _running(section, index, context)
    blocks = context.blocks(section.blocks, context)
    css = f"page:{name}"
    if section.columns:
        css += f";columns:{len(section.columns)};column-gap:{pt(section.columns[0].space)}"
    return f"<div{context.cls(css)}>{running}{blocks}</div>"


def _running(section: Section, index: int, context: Context) -> str:
    """Headers and footers as running elements, and the page rules that place them."""
    parts: list[str] = []
    rules: list[str] = []
    for position, stories in (("top", section.headers), ("bottom", section.footers)):
        for kind, selector in (("default", ""), ("even", ":left"), ("first", ":first")):
            if (kind == "even" and not context.document.even_and_odd) or (kind == "first" and not section.title_page):
                continue
            story = stories.get(kind)
            name = f"{position}{index}{kind}"
            if not story:
                if kind != "default":
                    rules.append(f"@page s{index}{selector}{{@{position}-center{{content:none}}}}")
                continue
            context.in_body = False
            inner = context.blocks(story, context)
            context.in_body = True
            parts.append(f"<div{context.cls(f'position:running({name})')}>{inner}</div>")
            gap = section.header if position == "top" else section.footer
            place = f"vertical-align:{position};padding-{position}:{pt(gap)};width:100%"
            rules.append(f"@page s{index}{selector}{{@{position}-center{{content:element({name});{place}}}}}")
    margins = " ".join(pt(each) for each in (section.top, section.right, section.bottom, section.left))
    size = f"{pt(section.width)} {pt(section.height)}"
    context.pages.append(f"@page s{index}{{size:{size};margin:{margins}}}")
    if section.page_start is not None:
        context.pages.append(f"@page :nth(1 of s{index}){{counter-reset:page {section.page_start}}}")
    context.pages += rules
    return "".join(parts)
