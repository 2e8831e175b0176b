"""Columns of a section that differ in width, which CSS does not know.

The widths stand in an attribute of the element (`WIDTHS`). The engine lays out one column box after the other, and its
calls give away which one of them it is at; each gets its own width and place here before it is laid out.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from packetgen.document.model import Column
from packetgen.pdf.css import pt

WIDTHS = "data-columns"
_PIXEL = 0.75  # points


def columns_css(columns: Sequence[Column], *, has_line: bool, is_balanced: bool) -> Iterator[str]:
    """Declarations for columns. Word balances them only above a continuous section."""
    yield f"columns:{len(columns)}"
    yield f"column-gap:{pt(columns[0].space)}"
    if not is_balanced:
        yield "column-fill:auto"
    if has_line:
        yield "column-rule:0.5pt solid #000"


def widths_attribute(columns: Sequence[Column]) -> str:
    """The attribute that gives columns their own widths and the spaces behind them, where these differ."""
    widths, spaces = {round(each.width) for each in columns}, {round(each.space) for each in columns[:-1]}
    if len(widths) == 1 and len(spaces) == 1:
        return ""
    made = " ".join(f"{each.width:g},{each.space:g}" for each in columns)
    return f' {WIDTHS}="{made}"'


def install(column: Any, block: Any) -> None:  # noqa: ANN401  # the library has no types
    """Change the modules that lay out columns and blocks."""
    create, lay_out = column._create_column_box, block.block_box_layout  # noqa: SLF001  # what is replaced

    def create_column_box(box: Any, around: Any, children: Any, width: float, y: float) -> Any:  # noqa: ANN401
        made = create(box, around, children, width, y)
        stated = box.element.get(WIDTHS) if box.element is not None and box.element_tag == box.element.tag else None
        if stated:
            made.own = _Own(stated, made.position_x, width)
        return made

    def block_box_layout(context: Any, box: Any, bottom: float, skip: Any, *more: Any, **named: Any) -> Any:  # noqa: ANN401
        own = box.__dict__.get("own")
        if own is not None:
            own.place(box, bottom, skip)
        return lay_out(context, box, bottom, skip, *more, **named)

    column._create_column_box = create_column_box  # noqa: SLF001  # what is replaced
    block.block_box_layout = block_box_layout


class _Own:
    """The columns' widths and places in pixels, for the column box that stands for each of them in turn."""

    def __init__(self, stated: str, left: float, width: float) -> None:
        self._left, self._equal = left, width
        self._columns: list[tuple[float, float]] = []
        for each in stated.split():
            own, _, space = each.partition(",")
            self._columns.append((left, float(own) / _PIXEL))
            left += (float(own) + float(space)) / _PIXEL
        self._begin: Any = self  # of the first column, in the text
        self._turn = 0
        self._is_final: bool | None = None

    def place(self, box: Any, bottom: float, skip: Any) -> None:  # noqa: ANN401
        """Give the box the width of the column that it stands for now."""
        if self._is_final is None:
            # A box that is drawn stands where it would among equal ones; the first and one that measures, at the left.
            self._turn = round((box.position_x - self._left) / max(self._equal, 1.0))
            self._is_final, self._begin = self._turn > 0, skip
        elif not self._is_final and bottom != float("inf"):
            self._turn = 0 if skip == self._begin else self._turn + 1
        # Between two columns the engine asks without a bottom what the next one begins with.
        turn = self._turn + (bottom == float("inf"))
        box.position_x, box.width = self._columns[min(turn, len(self._columns) - 1)]
