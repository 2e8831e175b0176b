"""Which of two neighbouring cells draws the border between them (ECMA-376 17.4.66).

The one that states it itself, be it that there is none, over one that has it from its table or style; of two that are
as wide and of one style, the darker. All else is left to who draws: the wider one wins there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from packetgen.document.model import Cell, Edge

_ACROSS = {"top": "bottom", "right": "left", "bottom": "top", "left": "right"}

Placed = tuple[int, Cell]
"""A cell with the first column of the grid that it takes."""


def without_losers(rows: Sequence[Sequence[Placed]]) -> list[list[Cell]]:
    """Cells by row, merged ones in one, without the borders that those of a neighbour take the place of."""
    if not any(cell.own_borders for row in rows for _, cell in row):
        return [[cell for _, cell in row] for row in rows]
    grid = {
        (index + down, column + right): cell
        for index, row in enumerate(rows)
        for column, cell in row
        for down in range(cell.rows)
        for right in range(cell.columns)
    }
    return [[_without_losers(cell, index, column, grid) for column, cell in row] for index, row in enumerate(rows)]


def _without_losers(cell: Cell, row: int, column: int, grid: Mapping[tuple[int, int], Cell]) -> Cell:
    kept = {}
    for side, edge in cell.borders.items():
        across = [grid.get(place) for place in _beside(cell, row, column, side)]
        if not all(other is not None and _yields(cell, side, edge, other) for other in across):
            kept[side] = edge
    return cell if len(kept) == len(cell.borders) else replace(cell, borders=kept)


def _beside(cell: Cell, row: int, column: int, side: str) -> Iterator[tuple[int, int]]:
    """The places of the grid along a side of a cell."""
    if side in {"top", "bottom"}:
        beyond = row - 1 if side == "top" else row + cell.rows
        yield from ((beyond, column + number) for number in range(cell.columns))
    else:
        beyond = column - 1 if side == "left" else column + cell.columns
        yield from ((row + number, beyond) for number in range(cell.rows))


def _yields(cell: Cell, side: str, edge: Edge, other: Cell) -> bool:
    across = _ACROSS[side]
    states, other_states = side in cell.own_borders, across in other.own_borders
    if states != other_states:
        return other_states
    against = other.borders.get(across)
    return (
        against is not None
        and (against.width, against.style) == (edge.width, edge.style)
        and brightness(against.colour) < brightness(edge.colour)
    )


def brightness(colour: str) -> int:
    """How light six hexadecimal digits are, as Word weighs it."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (0, 2, 4))
    return red + blue + 2 * green
