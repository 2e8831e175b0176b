"""Words turned by a quarter: in cells, text boxes and frames whose text runs down or up. Characters of Han turn too."""

from packetgen.pdf import css
from packetgen.pdf.context import Context
from packetgen.pdf.css import pt

UP = frozenset({"btLr", "vert270"})
"""Directions of text that runs up, by the schemas' names; all others of these sets run down."""
TURNED = frozenset(
    {"btLr", "tbRl", "tbRlV", "tbLrV", "lrTbV", "rl", "lr", "vert", "vert270", "eaVert", "mongolianVert", "wordArtVert"}
)


def turned_html(inner: str, across: float, along: float, direction: str, context: Context, vertical: str = "") -> str:
    """What was laid out in lines as long as `along`, turned into a room that is `across` wide and `along` high.

    `vertical` says where the lines stand in the room, as seen along them: center, bottom, or at their top.
    """
    # Turned around its upper left corner, then moved to where that corner belongs.
    turn = f"translate(0,{pt(along)}) rotate(-90deg)" if direction in UP else f"translate({pt(across)},0) rotate(90deg)"
    place = f"width:{pt(along)};height:{pt(across)};transform-origin:0 0;transform:{turn}"
    box = context.cls(f"{place};position:absolute;top:0;left:0")
    holder = context.cls(f"position:relative;width:{pt(across)};height:{pt(along)}")
    return f"<div{holder}><div{box}>{standing_html(inner, across, vertical, context)}</div></div>"


def standing_html(inner: str, height: float, vertical: str, context: Context) -> str:
    """Blocks in the middle or at the bottom of a room; a cell alone can put them there."""
    if vertical not in css.VERTICAL:
        return inner
    cell = context.cls(f"display:table-cell;height:{pt(height)};vertical-align:{css.VERTICAL[vertical]}")
    table = context.cls("display:table;width:100%;border-collapse:separate;border-spacing:0")
    return f"<div{table}><div{cell}>{inner}</div></div>"
