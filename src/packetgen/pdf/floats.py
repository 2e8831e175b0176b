"""Floats as Word has them: lower than where they are anchored, over the foot of the text, and with their paragraph.

Lines above a float that is lowered are as wide as others: CSS has a margin for that, which keeps words away. A float
may reach into the margin of its page. One in front of a paragraph that goes to the next page goes with it; at the top
of a page the space above such a paragraph falls away as above any other.
"""

from typing import Any

_NAME = "data-float"
_PIXEL = 0.75  # points


def float_attribute(down: float, below: float = 0.0, lead: float = 0.0, at: float = 0.0) -> str:
    """The attribute of a float that is lowered, and may stand so far over the foot of the text, in points.

    `lead` are the points of the way down that a space takes which is not there at the top of a page. A float that
    stands `at` points from the top of its page is no higher than that; lines that are set already are not set again.
    """
    return f' {_NAME}="{down:g},{below:g},{lead:g},{at:g}"'


def install(block: Any) -> None:  # noqa: ANN401  # the library has no types
    """Change the module that lays out blocks."""
    aside, flow = block._out_of_flow_layout, block._in_flow_layout  # noqa: SLF001  # what is replaced

    def out_of_flow_layout(context: Any, box: Any, index: int, child: Any, *more: Any) -> Any:  # noqa: ANN401
        stated = _stated(child)
        if not stated:
            return aside(context, box, index, child, *more)
        placed, is_empty, *others, bottom = more
        down, below, lead, at = (float(each) / _PIXEL for each in stated.split(","))
        child.position_y += down - (lead if is_empty and _is_top(context, placed) else 0.0)
        child.position_y = max(child.position_y, at)
        return aside(context, box, index, child, placed, is_empty, *others, bottom - below)

    def in_flow_layout(context: Any, box: Any, index: int, child: Any, *more: Any) -> Any:  # noqa: ANN401
        placed, is_empty, absolute, fixed = more[:4]
        if is_empty and placed and _is_top(context, placed) and child.style["margin_break"] == "discard":
            child = _without_space(child)
        made = flow(context, box, index, child, *more)
        _, stop, resume, *places, children, count = made
        first = _floats_at_end(children) if stop and resume == {index: None} else len(children)
        if first == len(children) or (not first and is_empty):
            return made
        moved = children[first:]
        block.remove_placeholders(context, moved, absolute, fixed)
        if not first:
            return True, False, resume, *places, children, count
        return False, True, {moved[0].index: None}, *places, children[:first], count

    block._out_of_flow_layout, block._in_flow_layout = out_of_flow_layout, in_flow_layout  # noqa: SLF001  # as above


def _is_top(context: Any, placed: Any) -> bool:  # noqa: ANN401
    """Whether nothing but floats of ours stands above, on a page that is not the first."""
    return context.current_page > 1 and all(not each.is_in_normal_flow() and _stated(each) for each in placed)


def _without_space(box: Any) -> Any:  # noqa: ANN401
    from weasyprint.css.properties import ZERO_PIXELS  # noqa: PLC0415  # the engine

    made = box.copy()
    made.style = box.style.copy()
    made.style["margin_top"] = ZERO_PIXELS
    return made


def _stated(box: Any) -> str:  # noqa: ANN401
    return (box.element.get(_NAME) or "") if box.is_floated() and box.element is not None else ""


def _floats_at_end(children: Any) -> int:  # noqa: ANN401
    """The number of children in front of the floats at their end."""
    count = len(children)
    while count and _stated(children[count - 1]):
        count -= 1
    return count
