"""Headers and footers as running elements, and the rules that place them on the pages of their section."""

from packetgen.document.model import Section
from packetgen.pdf.context import Context
from packetgen.pdf.css import pt

_POSITIONS = ("top", "bottom")


def running_html(section: Section, name: int, context: Context) -> str:
    """The elements, to stand where the section begins; their rules go to the context."""
    parts: list[str] = []
    for position in _POSITIONS:
        stories = section.headers if position == "top" else section.footers
        for kind, selector in selectors(name):
            if (kind == "even" and not context.document.even_and_odd) or (kind == "first" and not section.title_page):
                continue
            story = stories.get(kind)
            element = f"{position}{name}{kind}"
            if not story:
                if kind != "default":
                    context.pages.append(f"@page {selector}{{@{position}-center{{content:none}}}}")
                continue
            context.in_body = False
            inner = context.blocks(story, context)
            context.in_body = True
            parts.append(f"<div{context.cls(f'position:running({element})')}>{inner}</div>")
            gap = section.header if position == "top" else section.footer
            place = f"vertical-align:{position};padding-{position}:{pt(gap)};width:100%"
            context.pages.append(f"@page {selector}{{@{position}-center{{content:element({element});{place}}}}}")
    return "".join(parts)


def selectors(name: int) -> tuple[tuple[str, str], ...]:
    """The kinds of pages with the selectors of a section's, the stronger last."""
    return (("default", f"s{name}"), ("even", f"s{name}:left"), ("first", f":nth(1 of s{name})"))
