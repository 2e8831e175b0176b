"""Tabs as elements that say where a line may stop; tab_stops.py sets them when the place of the pen is known."""

from dataclasses import replace

from packetgen.document.model import Paragraph, ParagraphFormat, PositionTab, RunFormat, Tab
from packetgen.pdf.context import Context
from packetgen.pdf.css import pt

_NEAR = 12.0  # points from the end of the line within which a stop counts as standing there
_THIN = 0.5  # points
_FALLBACK = "2em"  # for an engine that is not known (engine.PATCHED)


def tab(look: RunFormat, paragraph: Paragraph, context: Context, *, label: bool = False) -> str:
    """A tab in a paragraph, or the one behind its label, which is never ruled."""
    layout = paragraph.format
    stops = [stop for stop in layout.tabs if stop.alignment != "bar"]
    context.tabs_left -= 1
    if not context.tabs_left and stops and _is_contents(stops[-1], layout, context):
        return '<span class="lead"></span>'
    hang = f"{layout.left:g}" if layout.first_line < 0 else ""
    known = ",".join(f"{stop.position:g}:{stop.alignment}:{stop.leader}" for stop in stops)
    spec = f"{known};{layout.left:g};{hang};{context.document.default_tab:g}"
    return _element(spec, look if not label else replace(look, underline=""), context)


def position_tab(inline: PositionTab, paragraph: Paragraph, context: Context) -> str:
    """A tab to a place of the line, whatever stops the paragraph has."""
    left = 0.0 if inline.origin == "indent" else paragraph.format.left
    spec = f"@:{inline.alignment}:{inline.leader};{left:g};;0"
    return _element(spec, RunFormat(), context)


def _element(spec: str, look: RunFormat, context: Context) -> str:
    """The element of a tab. The rule under words that are underlined goes on under their tabs."""
    underlined = ";u" if look.underline and look.underline != "words" else ""
    css = f"display:inline-block;width:{_FALLBACK};font-size:{pt(look.size)}"
    return f'<span data-tab="{spec}{underlined}"{context.cls(css)}></span>'


def _is_contents(stop: Tab, layout: ParagraphFormat, context: Context) -> bool:
    """Whether a stop is that of page numbers at the end of lines of dots, which the engine fills by itself."""
    if (stop.alignment, stop.leader) != ("right", "dot") or layout.first_line or context.in_cell:
        return False
    section = context.section
    width = section.columns[0].width if section.columns else section.width - section.left - section.right
    width = context.room or width
    return abs(stop.position - (width - layout.right)) < _NEAR


def bars(layout: ParagraphFormat, context: Context) -> str:
    """Declarations for the upright lines that stops of the kind bar draw through a paragraph, "" for none."""
    places = [pt(stop.position - layout.left) for stop in layout.tabs if stop.alignment == "bar"]
    if not places:
        return ""
    line = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" preserveAspectRatio="none" viewBox="0 0 1 1">'
    image = context.made_image(f'{line}<rect width="1" height="1"/></svg>')
    images, positions = ",".join([f"url('{image}')"] * len(places)), ",".join(f"{place} 0" for place in places)
    size = f"background-size:{pt(_THIN)} 100%;background-repeat:no-repeat"
    return f"background-image:{images};background-position:{positions};{size}"
