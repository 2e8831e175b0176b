"""Drawings to elements: in the line, floated beside the text, or placed on the page.

What floats stands in front of its paragraph's element, so that the text of the paragraph flows around it. Places on the
page are counted from the corner of the text, as the engine does for elements without a positioned ancestor; those of
headers and footers stand in the page's corner box, whose corner is the page's own (running.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from packetgen.document.charts import Chart
from packetgen.document.graphics import Anchor, Drawing, Group, Picture, Position, Shape, Unsupported
from packetgen.document.model import Field, Inline, Link, Paragraph
from packetgen.pdf import css
from packetgen.pdf.charts import chart_svg
from packetgen.pdf.context import Context
from packetgen.pdf.css import pt
from packetgen.pdf.floats import float_attribute
from packetgen.pdf.shapes import BOXES, outline_svg
from packetgen.pdf.turned import TURNED, standing_html, turned_html

_BESIDE = frozenset({"square", "tight", "through"})
_FROM_PAGE = frozenset({"page", "margin", "topMargin", "bottomMargin", "insideMargin", "outsideMargin"})
_LEAST = 0.1
_TAG = len("<div")  # as long as "<img"


def inline_html(drawing: Drawing, context: Context) -> str:
    """A drawing that stands in its line like a character."""
    return _box(drawing, "display:inline-block", context)


def has_anchored(paragraph: Paragraph) -> bool:
    """Whether a paragraph has a drawing that floats."""
    return any(True for _ in _floating(paragraph.inlines))


def anchored_html(paragraph: Paragraph, context: Context, lead: float) -> str:
    """The floating drawings of a paragraph, to stand in front of it; `lead` points below there it begins itself."""
    return "".join(
        _anchored(each, _lowered(each.anchor, lead), context, lead)
        for each in _floating(paragraph.inlines)
        if each.anchor
    )


def _lowered(anchor: Anchor, lead: float) -> Anchor:
    vertical = anchor.vertical
    if not lead or vertical.origin in _FROM_PAGE:
        return anchor
    return replace(anchor, vertical=replace(vertical, offset=vertical.offset + lead))


def _floating(inlines: Sequence[Inline]) -> Iterator[Drawing]:
    for inline in inlines:
        match inline:
            case Drawing(anchor=Anchor()):
                yield inline
            case Field(result=inner) | Link(inlines=inner):
                yield from _floating(inner)
            case _:
                pass


def _anchored(drawing: Drawing, anchor: Anchor, context: Context, lead: float) -> str:
    drawing = _sized(drawing, anchor, context)
    x, width = _x(drawing, anchor, context), _column_width(context)
    if anchor.wrap in _BESIDE and drawing.width < width - 2 * _LEAST:
        place = _floated(drawing, anchor, x, width)
    elif anchor.wrap == "topAndBottom" and context.in_body:
        # No room beside it, so that lines stand above it or below.
        top, _, bottom, _ = anchor.distance
        place = f"float:left;margin:{pt(top)} {pt(max(width - x - drawing.width, 0.0))} {pt(bottom)} {pt(x)}"
    else:
        return _placed(drawing, anchor, x, context)
    made = _box(drawing, place, context)
    down = anchor.vertical.offset if anchor.vertical.origin == "paragraph" else 0.0
    if anchor.wrap != "topAndBottom":
        # Lines of the paragraph before are set already.
        down = max(0.0, down)
    below = context.section.bottom if context.in_body and not context.in_cell else 0.0
    lead = lead if anchor.vertical.origin == "paragraph" else 0.0
    at = 0.0
    if anchor.vertical.origin in _FROM_PAGE and context.in_body and not context.in_cell:
        at = _y_on_page(drawing, anchor.vertical, context) - anchor.distance[0]
    return made[:_TAG] + float_attribute(down - anchor.distance[0], below, lead, at) + made[_TAG:]


def _sized(drawing: Drawing, anchor: Anchor, context: Context) -> Drawing:
    """A shape whose size is a share of the page at that size; the members of a group have places in its own."""
    if isinstance(drawing.content, Group) or not (anchor.width_share or anchor.height_share):
        return drawing
    width, height = anchor.width_share * context.section.width, anchor.height_share * context.section.height
    return replace(drawing, width=width or drawing.width, height=height or drawing.height)


def _floated(drawing: Drawing, anchor: Anchor, x: float, width: float) -> str:
    """Declarations for a drawing with text beside it. Text stands on one side only; Word's may stand on both."""
    top, right, bottom, left = anchor.distance
    is_left = x + drawing.width / 2 <= width / 2 if anchor.side != "left" else False
    if is_left:
        return f"float:left;margin:{pt(top)} {pt(right)} {pt(bottom)} {pt(x)}"
    behind = width - x - drawing.width
    return f"float:right;margin:{pt(top)} {pt(behind)} {pt(bottom)} {pt(left)}"


def _placed(drawing: Drawing, anchor: Anchor, x: float, context: Context) -> str:
    """A drawing over or behind the text, at a place of the page or beside its paragraph."""
    level = "z-index:-1" if anchor.behind else "z-index:1"
    section = context.section
    if anchor.vertical.origin in _FROM_PAGE:
        y = _y_on_page(drawing, anchor.vertical, context)
        if context.in_body:
            place = f"position:absolute;left:{pt(x)};top:{pt(y - section.top)};{level}"
            return _box(drawing, place, context)
        place = f"position:absolute;left:{pt(x + section.left)};top:{pt(y)};{level}"
        context.on_page.append(_box(drawing, place, context))
        return ""
    place = f"position:absolute;left:{pt(x)};top:{pt(anchor.vertical.offset)};{level}"
    holder = context.cls("position:relative;height:0;break-after:avoid")
    return f"<div{holder}>{_box(drawing, place, context)}</div>"


# -- places


def _column_width(context: Context) -> float:
    section = context.section
    if context.room is not None:
        return context.room
    if section.columns and context.in_body:
        return section.columns[0].width
    return section.width - section.left - section.right


def _x(drawing: Drawing, anchor: Anchor, context: Context) -> float:
    """The left edge, counted from that of the text."""
    section, position = context.section, anchor.horizontal
    start, width = 0.0, _column_width(context)
    if position.origin == "page":
        start, width = -section.left, section.width
    elif position.origin in {"leftMargin", "insideMargin"}:
        start, width = -section.left, section.left
    elif position.origin in {"rightMargin", "outsideMargin"}:
        start, width = section.width - section.left - section.right, section.right
    elif position.origin == "margin":
        width = section.width - section.left - section.right
    return start + _offset(position, width, drawing.width)


def _y_on_page(drawing: Drawing, position: Position, context: Context) -> float:
    """The upper edge, counted from the page's."""
    section = context.section
    starts = {
        "page": (0.0, section.height),
        "topMargin": (0.0, section.top),
        "bottomMargin": (section.height - section.bottom, section.bottom),
    }
    start, height = starts.get(position.origin, (section.top, section.height - section.top - section.bottom))
    return start + _offset(position, height, drawing.height)


def _offset(position: Position, room: float, size: float) -> float:
    shares = {"center": 0.5, "right": 1.0, "bottom": 1.0, "outside": 1.0}
    if position.align:
        return (room - size) * shares.get(position.align, 0.0)
    return position.offset if position.share is None else room * position.share


# -- contents


def _box(drawing: Drawing, place: str, context: Context) -> str:
    """The element of a drawing; `place` are the declarations that put it where it belongs."""
    turned = f";transform:rotate({drawing.rotation:g}deg)" if drawing.rotation else ""
    size = f"{place};width:{pt(max(drawing.width, _LEAST))}"
    high = f"height:{pt(max(drawing.height, _LEAST))}"
    match drawing.content:
        case Picture() as picture:
            return _picture(drawing, picture, f"{size};{high}{turned}", context)
        case Shape() as shape:
            return _shape(drawing, shape, f"{size}{turned}", context)
        case Group(members=members):
            inner = "".join(
                _box(each.drawing, f"position:absolute;left:{pt(each.x)};top:{pt(each.y)}", context) for each in members
            )
            own = f"{size};{high}{turned}" + ("" if "position:" in place else ";position:relative")
            return f"<div{context.cls(own)}>{inner}</div>"
        case Chart() as chart:
            return _chart(drawing, chart, f"{size};{high}", context)
        case Unsupported(kind=kind):
            return _frame(kind, f"{size};{high}", context)


def _picture(drawing: Drawing, picture: Picture, own: str, context: Context) -> str:
    if drawing.decorative:
        return _ornament(drawing, picture, own, context)
    source = f'src="part:{escape(picture.part)}" alt="{escape(drawing.description)}"'
    if not any(picture.crop):
        return f"<img {source}{context.cls(f'{own};image-rendering:crisp-edges')}/>"
    top, right, bottom, left = picture.crop
    width, height = drawing.width / max(1 - left - right, 0.01), drawing.height / max(1 - top - bottom, 0.01)
    inner = f"width:{pt(width)};height:{pt(height)};margin:{pt(-top * height)} 0 0 {pt(-left * width)}"
    cut = context.cls(f"{own};overflow:hidden")
    return f"<div{cut}><img {source}{context.cls(f'{inner};display:block;image-rendering:crisp-edges')}/></div>"


def _ornament(drawing: Drawing, picture: Picture, own: str, context: Context) -> str:
    """A picture that says nothing, as a ground: readers that tell what is on a page pass over it."""
    top, right, bottom, left = picture.crop
    width, height = drawing.width / max(1 - left - right, 0.01), drawing.height / max(1 - top - bottom, 0.01)
    ground = f"background-image:url('part:{escape(picture.part)}');background-size:{pt(width)} {pt(height)}"
    place = f"background-position:{pt(-left * width)} {pt(-top * height)};background-repeat:no-repeat"
    return f"<div{context.cls(f'{own};{ground};{place}')}></div>"


def _shape(drawing: Drawing, shape: Shape, own: str, context: Context) -> str:
    top, right, bottom, left = shape.insets
    parts = [own, "box-sizing:border-box", f"{'min-' if shape.grows else ''}height:{pt(max(drawing.height, _LEAST))}"]
    parts += ["text-indent:0", "text-align:left"]
    parts += _outline(drawing, shape, context)
    if not shape.blocks:
        return f"<div{context.cls(';'.join(parts))}></div>"
    parts.append(f"padding:{pt(top)} {pt(right)} {pt(bottom)} {pt(left)}")
    wide, high = max(drawing.width - left - right, _LEAST), max(drawing.height - top - bottom, _LEAST)
    is_turned = shape.direction in TURNED
    with context.within(high if is_turned else wide):
        inner = context.aside(shape.blocks)
    if is_turned:
        inner = turned_html(inner, wide, high, shape.direction, context, shape.vertical)
    else:
        inner = standing_html(inner, high, shape.vertical, context)
    return f"<div{context.cls(';'.join(parts))}>{inner}</div>"


def _outline(drawing: Drawing, shape: Shape, context: Context) -> Iterator[str]:
    """Ground and border of a shape: of boxes as declarations, of all others as a picture behind the words."""
    if shape.geometry in BOXES and not shape.paths:
        if shape.fill:
            yield f"background:#{shape.fill}"
        if shape.outline is not None:
            yield f"border:{css.edge(shape.outline)}"
        share = BOXES[shape.geometry] if shape.corner is None else shape.corner
        if share:
            radius = min(drawing.width, drawing.height) * min(share, 0.5)
            yield f"border-radius:{pt(radius)}"
        return
    picture = outline_svg(drawing, shape)
    if not picture:
        context.report(shape.geometry)
        if shape.outline is not None:
            yield f"border:{css.edge(shape.outline)}"
        return
    key = context.made_image(picture)
    yield f"background-image:url('{key}');background-size:100% 100%;background-repeat:no-repeat"


def _chart(drawing: Drawing, chart: Chart, own: str, context: Context) -> str:
    picture = chart_svg(chart, drawing.width, drawing.height, context)
    if not picture:
        context.report("chart")
        words = escape(" · ".join(chart.texts))
        return f"<div{context.cls(f'{own};border:0.5pt solid #808080')}>{words}</div>"
    alt = escape(drawing.description or chart.title)
    return f'<img src="{context.made_image(picture)}" alt="{alt}"{context.cls(own)}/>'


def _frame(kind: str, own: str, context: Context) -> str:
    """A frame in the place of what cannot be drawn."""
    context.report(kind or "drawing")
    return f"<div{context.cls(f'{own};box-sizing:border-box;border:0.5pt dashed #808080')}></div>"
