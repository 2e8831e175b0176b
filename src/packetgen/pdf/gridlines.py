"""Borders of a table drawn as long lines: the engine draws each side of each cell by itself.

A page of a plain table has a thousand sides, and each takes a mark for readers, a colour, a width and a stroke of its
own: a quarter of the time of drawing the page, and seams where dashes or thin lines meet.
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

_APART = 0.01  # pixels; sides that are nearer than this are one line

Line = tuple[float, float, float, float]
"""From left to right or from top to bottom: x, y, x, y, in pixels."""


Look = tuple[float, str, Any]
"""Width, style and colour."""


class _Sides:
    """Takes the place of the page while the engine draws the sides, and keeps them by their look."""

    def __init__(self) -> None:
        self.looks: dict[Look, list[Line]] = {}

    def artifact(self) -> AbstractContextManager[None]:
        return nullcontext()

    stacked = artifact

    def in_order(self) -> list[tuple[Look, list[Line]]]:
        """Those that lie above others last: first by width and style, as the engine sorts them, then the darker."""
        ranks = {look: rank for rank, look in enumerate(dict.fromkeys(look[:2] for look in self.looks))}
        return sorted(self.looks.items(), key=lambda each: (ranks[each[0][:2]], -_brightness(each[0][2])))


def install(draw: Any, border: Any) -> None:  # noqa: ANN401  # the library has no types
    """Change the module that draws tables; it draws no other lines."""
    draw_sides = draw.draw_collapsed_borders

    def draw_line(  # noqa: PLR0917  # the signature is given, and its types are not
        sides: _Sides, x1: float, y1: float, x2: float, y2: float, width: float, style: str, colour: object
    ) -> None:
        sides.looks.setdefault((width, style, colour), []).append((x1, y1, x2, y2))

    def draw_collapsed_borders(stream: Any, table: Any) -> None:  # noqa: ANN401
        sides = _Sides()
        draw_sides(sides, table)
        for (width, style, colour), lines in sides.in_order():
            with stream.artifact():
                if style == "solid":
                    _stroke(stream, joined(lines), width, colour)
                    continue
                for line in joined(lines):
                    border.draw_line(stream, *line, width, style, colour)

    draw.draw_line, draw.draw_collapsed_borders = draw_line, draw_collapsed_borders


def _brightness(colour: Any) -> float:  # noqa: ANN401
    """As Word weighs it; of borders in relief, which have two colours, that of the first."""
    red, green, blue = (colour[0] if isinstance(colour, tuple) else colour).to("srgb").coordinates
    return float(red + blue + 2 * green)


def _stroke(stream: Any, lines: list[Line], width: float, colour: Any) -> None:  # noqa: ANN401
    with stream.stacked():
        stream.set_color(colour, stroke=True)
        stream.set_line_width(width)
        for x1, y1, x2, y2 in lines:
            stream.move_to(x1, y1)
            stream.line_to(x2, y2)
        stream.stroke()


def joined(lines: list[Line]) -> list[Line]:
    """Lines of one look, those that touch end to end made one."""
    level = sorted((y1, x1, x2) for x1, y1, x2, y2 in lines if y1 == y2)
    upright = sorted((x1, y1, y2) for x1, y1, x2, y2 in lines if y1 != y2)
    return [
        *((start, place, end, place) for place, start, end in _runs(level)),
        *((place, start, place, end) for place, start, end in _runs(upright)),
    ]


def _runs(sides: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    runs: list[tuple[float, float, float]] = []
    for place, start, end in sides:
        if runs and runs[-1][0] == place and start <= runs[-1][2] + _APART:
            runs[-1] = (place, runs[-1][1], max(end, runs[-1][2]))
        else:
            runs.append((place, start, end))
    return runs
