"""Headers and footers as running elements, and the rules that place them on the pages of their section."""

from collections.abc import Iterator

from packetgen.document.model import Section
from packetgen.pdf.context import Context
from packetgen.pdf.css import pt

_POSITIONS = ("top", "bottom")


def running_html(section: Section, name: int, context: Context) -> str:
    """The elements, to stand where the section begins; their rules go to the context."""
    parts: list[str] = []
    placed: dict[str, str] = {}
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
            # A root, so that the spaces above its first and below its last paragraph are part of its height.
            parts.append(f"<div{context.cls(f'position:running({element});display:flow-root')}>{inner}</div>")
            placed[kind] = placed.get(kind, "") + "".join(context.on_page)
            context.on_page.clear()
            gap = section.header if position == "top" else section.footer
            place = f"vertical-align:{position};padding-{position}:{pt(gap)};width:100%"
            context.pages.append(f"@page {selector}{{@{position}-center{{content:element({element});{place}}}}}")
    return "".join((*parts, *_on_pages(placed, name, context)))


def _on_pages(placed: dict[str, str], name: int, context: Context) -> Iterator[str]:
    """What headers and footers put on the page itself, in the box of its upper left corner, behind the text."""
    if not any(placed.values()):
        return
    for kind, selector in selectors(name):
        element = f"corner{name}{kind}"
        if placed.get(kind):
            yield f"<div{context.cls(f'position:running({element})')}>{placed[kind]}</div>"
            own = f"content:element({element});z-index:-1;vertical-align:top"
            context.pages.append(f"@page {selector}{{@top-left-corner{{{own}}}}}")
        elif kind in placed:
            context.pages.append(f"@page {selector}{{@top-left-corner{{content:none}}}}")


def selectors(name: int) -> tuple[tuple[str, str], ...]:
    """The kinds of pages with the selectors of a section's, the stronger last."""
    return (("default", f"s{name}"), ("even", f"s{name}:left"), ("first", f":nth(1 of s{name})"))
