"""Floats as Word has them: lower than where they are anchored, over the foot of the text, and with their paragraph.

Lines above a float that is lowered are as wide as others: CSS has a margin for that, which keeps words away. A float may
reach into the margin of its page. One in front of a paragraph that goes to the next page goes with it.
"""

from typing import Any

_NAME = "data-float"
_PIXEL = 0.75  # points


def float_attribute(down: float, below: float = 0.0) -> str:
    """The attribute of a float that is lowered, and may stand so far over the foot of the text, in points."""
    return f' {_NAME}="{down:g},{below:g}"'


def install(block: Any) -> None:  # noqa: ANN401  # the library has no types
    """Change the module that lays out blocks."""
    aside, flow = block._out_of_flow_layout, block._in_flow_layout  # noqa: SLF001  # what is replaced

    def out_of_flow_layout(context: Any, box: Any, index: int, child: Any, *more: Any) -> Any:  # noqa: ANN401
        stated = _stated(child)
        if not stated:
            return aside(context, box, index, child, *more)
        down, _, below = stated.partition(",")
        child.position_y += float(down) / _PIXEL
        return aside(context, box, index, child, *more[:-1], more[-1] - float(below) / _PIXEL)

    def in_flow_layout(
        context: Any,  # noqa: ANN401
        box: Any,  # noqa: ANN401
        index: int,
        child: Any,  # noqa: ANN401
        placed: Any,  # noqa: ANN401
        is_empty: bool,
        absolute: Any,  # noqa: ANN401
        fixed: Any,  # noqa: ANN401
        *more: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        made = flow(context, box, index, child, placed, is_empty, absolute, fixed, *more)
        _, stop, resume, y, margins, page, children, lines = made
        first = _floats_at_end(children) if stop and resume == {index: None} else len(children)
        if first == len(children) or (not first and is_empty):
            return made
        moved = children[first:]
        block.remove_placeholders(context, moved, absolute, fixed)
        if not first:
            return True, False, resume, y, margins, page, children, lines
        return False, True, {moved[0].index: None}, y, margins, page, children[:first], lines

    block._out_of_flow_layout, block._in_flow_layout = out_of_flow_layout, in_flow_layout  # noqa: SLF001


def _stated(box: Any) -> str:  # noqa: ANN401
    return (box.element.get(_NAME) or "") if box.is_floated() and box.element is not None else ""


def _floats_at_end(children: Any) -> int:  # noqa: ANN401
    """The number of children in front of the floats at their end."""
    count = len(children)
    while count and not children[count - 1].is_in_normal_flow() and _stated(children[count - 1]):
        count -= 1
    return count
