"""Paragraphs in frames (framePr): drop caps, page numbers at the side, address fields.

Neighbours with the same frame stand in one. A frame stands beside the text as a float, or, where its place is counted
from the page, on the page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from packetgen.document.model import Block, Edge, Frame, Paragraph
from packetgen.pdf import css
from packetgen.pdf.context import Context
from packetgen.pdf.css import pt
from packetgen.pdf.turned import TURNED, turned_html

_AROUND = frozenset({"around", "auto", "tight", "through"})
_SIDES = ("top", "right", "bottom", "left")
_SHARES = {"center": 0.5, "right": 1.0, "outside": 1.0, "bottom": 1.0}


def grouped(blocks: Sequence[Block], *, in_cell: bool) -> Iterator[tuple[Frame | None, tuple[Block, ...]]]:
    """Blocks in stretches of one frame; None for those in the flow. In the cells of a table stand no frames."""
    for frame, members in groupby(blocks, lambda block: None if in_cell else _frame_of(block)):
        yield frame, tuple(members)


def _frame_of(block: Block) -> Frame | None:
    if not isinstance(block, Paragraph) or block.format.frame is None:
        return None
    # One that stands in line with the text is an ordinary paragraph.
    return None if block.format.frame.y_align == "inline" else block.format.frame


def frame_html(frame: Frame, blocks: Sequence[Block], context: Context) -> str:
    """The element of a frame around its paragraphs."""
    borders = _common_borders(blocks) if frame.width and frame.height else {}
    plain = tuple(_unframed(block, borders) for block in blocks)
    out = {side: edge.width + edge.space for side, edge in borders.items()}
    parts = list(_place(replace(frame, x=frame.x - out.get("left", 0.0)), context))
    parts += [f"border-{side}:{css.edge(edge)};padding-{side}:{pt(edge.space)}" for side, edge in borders.items()]
    if frame.width:
        parts.append(f"width:{pt(frame.width)}")
    direction = next((block.format.direction for block in blocks if isinstance(block, Paragraph)), "")
    is_turned = direction in TURNED and frame.width > 0 and frame.height > 0
    if frame.height and (is_turned or frame.height_rule == "exact"):
        parts.append(f"height:{pt(frame.height)}")
    elif frame.height:
        parts.append(f"min-height:{pt(frame.height)}")
    with context.within(frame.height if is_turned else frame.width or context.room or _room(context)):
        inner = context.blocks(plain, context)
    if is_turned:
        inner = turned_html(inner, frame.width, frame.height, direction, context)
    return f"<div{context.cls(';'.join(parts))}>{inner}</div>"


def _common_borders(blocks: Sequence[Block]) -> Mapping[str, Edge]:
    """The borders that all paragraphs of a frame have: they stand around the frame, however few words are in it."""
    found = [block.format.borders for block in blocks if isinstance(block, Paragraph)]
    if not found or any(other != found[0] for other in found):
        return {}
    return {side: edge for side, edge in found[0].items() if side in _SIDES and edge.style != "none"}


def _unframed(block: Block, borders: Mapping[str, Edge]) -> Block:
    if not isinstance(block, Paragraph):
        return block
    own = {side: edge for side, edge in block.format.borders.items() if side not in borders}
    return replace(block, format=replace(block.format, frame=None, borders=own))


def _room(context: Context) -> float:
    section = context.section
    return section.width - section.left - section.right


def _place(frame: Frame, context: Context) -> Iterator[str]:
    beside, above = frame.gap
    room = context.room or _room(context)
    if frame.drop_cap != "none":
        out = frame.width if frame.drop_cap == "margin" else 0.0
        yield f"float:left;margin:0 {pt(beside)} 0 {pt(-out)}"
        return
    x = frame.x - (context.section.left if frame.horizontal == "page" else 0.0)
    if frame.x_align:
        x = (room - frame.width) * _SHARES.get(frame.x_align, 0.0)
    if frame.vertical in {"page", "margin"} and (frame.y or frame.y_align) and context.in_body:
        yield from _on_page(frame, x, context)
    elif frame.wrap in _AROUND and (frame.width < room or not frame.width):
        # A frame in the margin floats out of the column and takes no room in it.
        yield _floated(frame, x, room, beside, above)
    elif x > 0:
        yield f"margin:{pt(above)} 0 {pt(above)} {pt(x)}"


def _floated(frame: Frame, x: float, room: float, beside: float, above: float) -> str:
    down = max(0.0, frame.y) if frame.vertical == "text" else 0.0
    if frame.x_align in {"right", "outside"} or x + frame.width / 2 > room / 2:
        behind = 0.0 if frame.x_align else room - x - frame.width
        return f"float:right;margin:{pt(above + down)} {pt(behind)} {pt(above)} {pt(beside)}"
    if frame.x_align == "center" and not frame.width:
        return "text-align:center"
    return f"float:left;margin:{pt(above + down)} {pt(beside)} {pt(above)} {pt(x)}"


def _on_page(frame: Frame, x: float, context: Context) -> Iterator[str]:
    section = context.section
    start, high = (
        (0.0, section.height)
        if frame.vertical == "page"
        else (section.top, section.height - section.top - section.bottom)
    )
    y = start + ((high - frame.height) * _SHARES.get(frame.y_align, 0.0) if frame.y_align else frame.y)
    yield f"position:absolute;left:{pt(x)};top:{pt(y - section.top)}"
