"""A table to HTML: column widths fixed, header rows repeated, one border an edge."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from packetgen.document.model import Cell, Paragraph, Row, Table, TableFloat
from packetgen.pdf.chart_parts import text_width
from packetgen.pdf.context import Context
from packetgen.pdf.css import VERTICAL, drawn_width, pt
from packetgen.pdf.css import edge as css_edge
from packetgen.pdf.diagonals import diagonals_css
from packetgen.pdf.drawings import has_anchored
from packetgen.pdf.floats import float_attribute
from packetgen.pdf.paragraphs import only_paragraph
from packetgen.pdf.turned import TURNED, standing_html, turned_html
from packetgen.pdf.words import text_of

_OLD_WORD = 15  # from this mode on a table's edge, not the text in it, stands at the indent
_MUCH = 0.1
"""The part by which a grid may differ from the width that the table asks for."""
_NARROW = 24.0  # points of a column that holds no longer words any more: the table is rather too wide
_NARROWEST = 2.0  # points of a cell for its contents
_LOW = 12.0  # points, about a line: a table as wide as the column that is lowered by less stands in the text
_NEARLY_ALL = 0.8  # of the column: a floating table as wide as this has no text beside it


def table_html(table: Table, context: Context) -> str:
    """The table; header rows stand in a head, so that they repeat and are read as headings."""
    room = _room(context)
    table = _turned_round(_fitted(table, room)) if table.right_to_left else _fitted(table, room)
    widths = table.widths
    columns = "".join(f"<col{context.cls(f'width:{width:g}pt')}/>" for width in widths)
    heads = 0
    while heads < len(table.rows) and table.rows[heads].header:
        heads += 1
    # A table of nothing but header rows would have no body to repeat them over.
    heads = heads if heads < len(table.rows) else 0
    rows = _parted(table.rows, heads)
    head = "".join(_row(row, context, "th", is_apart=bool(table.spacing)) for row in rows[:heads])
    body = "".join(_row(row, context, "td", is_apart=bool(table.spacing)) for row in rows[heads:])
    place, attribute = _place(table, sum(widths), room, context)
    css = f"width:{sum(widths):g}pt;{place}"
    if table.spacing:
        css += f";border-collapse:separate;border-spacing:{pt(table.spacing)}"
    if table.right_to_left:
        css += ";direction:rtl"
    made_head = f"<thead>{head}</thead>" if head else ""
    return f"<table{attribute}{context.cls(css)}><colgroup>{columns}</colgroup>{made_head}<tbody>{body}</tbody></table>"


def _turned_round(table: Table) -> Table:
    """A table whose columns run from right to left: the sides that it and its cells state are starts and ends."""

    def turned(cell: Cell) -> Cell:
        top, right, bottom, left = cell.margins
        borders = {_OPPOSITE.get(side, side): edge for side, edge in cell.borders.items()}
        diagonals = {_OPPOSITE[side]: edge for side, edge in cell.diagonals.items()}
        return replace(cell, borders=borders, diagonals=diagonals, margins=(top, left, bottom, right))

    rows = tuple(replace(row, cells=tuple(map(turned, row.cells))) for row in table.rows)
    return replace(table, rows=rows, alignment=_OPPOSITE.get(table.alignment or "left", table.alignment))


_OPPOSITE = {"left": "right", "right": "left", "tl2br": "tr2bl", "tr2bl": "tl2br"}


def _widths(table: Table, room: float) -> tuple[float, ...]:
    """The widths of the grid; where the file leaves it empty, equal shares of the table's or the room's width.

    A table that is a share of the room, or that fits its columns to their contents, is never wider than the room, which
    the grid of a file that Word did not write may be.
    """
    whole = room * -table.preferred if table.preferred < 0 else table.preferred or room
    found = sum(table.widths)
    if found <= 1:
        return (whole / max(len(table.widths), 1),) * max(len(table.widths), 1)
    is_free = not table.fixed and table.preferred <= 0 and room > _NARROW * len(table.widths)
    is_off = table.preferred < 0 and abs(found - whole) > whole * _MUCH
    if is_off or (is_free and found > room * (1 + _MUCH)):
        return tuple(width * (whole if is_off else room) / found for width in table.widths)
    return table.widths


def _fitted(table: Table, room: float) -> Table:
    """A table with the widths that it is drawn with, in its grid and its cells."""
    widths = _widths(table, room)
    if widths == table.widths:
        return table
    found = sum(table.widths)
    rows = tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, width=cell.width * sum(widths) / found if found > 1 else cell.columns * widths[0])
                for cell in row.cells
            ),
        )
        for row in table.rows
    )
    return replace(table, rows=rows, widths=widths)


def _room(context: Context) -> float:
    """The width of the column, cell or box that a table stands in."""
    if context.room is not None:
        return context.room
    section = context.section
    return section.columns[0].width if section.columns else section.width - section.left - section.right


def _place(table: Table, width: float, room: float, context: Context) -> tuple[str, str]:
    """Declarations for where a table stands: beside the text, or in the column by its alignment or indent.

    With them the attribute that lowers one which floats.
    """
    if table.float is not None:
        down, at = _lowered(table.float, context)
        is_low = down > _LOW or at > _LOW
        if width < room * _NEARLY_ALL or is_low:
            below = context.section.bottom if is_low and context.in_body and context.room is None else 0.0
            return _floated(table.float, width, room, context), float_attribute(down, below, at=at)
    # The outermost lines of the grid stand at the edges: half a border is outside of them.
    out = 0.0 if table.spacing else max((_halves(row, 0)[0] for row in table.rows if row.cells), default=0.0)
    if table.alignment == "center" and width + 2 * out < room:
        return "margin:0 auto", ""
    if table.alignment in {"center", "right"}:
        spare = room - width
        before = spare / 2 if table.alignment == "center" else spare
        if table.right_to_left:
            before -= table.indent - 2 * out
        return f"margin:0 0 0 {pt(before - out)}", ""
    indent = (0.0 if table.right_to_left else table.indent) - out
    if context.document.compatibility < _OLD_WORD:
        indent -= table.margin
    return f"margin:0 0 0 {indent:g}pt", ""


def _parted(rows: tuple[Row, ...], heads: int) -> tuple[Row, ...]:
    """Rows none of whose cells goes on from the head into the body: CSS ends it there, and those beside it move over.

    What is cut off goes on as an empty cell.
    """
    if not any(index + cell.rows > heads for index, row in enumerate(rows[:heads]) for cell in row.cells):
        return rows
    *above, first = _placed(rows[: heads + 1])
    made = list(rows)
    for index, line in enumerate(above):
        cut = [(column, *_cut(cell, heads - index)) for column, cell in line]
        made[index] = replace(rows[index], cells=tuple(upper for _, upper, _ in cut))
        first += [(column, rest) for column, _, rest in cut if rest is not None]
    made[heads] = replace(rows[heads], cells=tuple(cell for _, cell in sorted(first, key=itemgetter(0))))
    return tuple(made)


def _placed(rows: Sequence[Row]) -> Iterator[list[tuple[int, Cell]]]:
    """The cells of each row with the first column of the grid that they take."""
    free_from: dict[int, int] = {}  # rows, by column
    for index, row in enumerate(rows):
        column, line = row.skipped_before, []
        for cell in row.cells:
            while free_from.get(column, 0) > index:
                column += 1
            line.append((column, cell))
            free_from |= dict.fromkeys(range(column, column + cell.columns), index + cell.rows)
            column += cell.columns
        yield line


def _cut(cell: Cell, rows: int) -> tuple[Cell, Cell | None]:
    """The part of a cell in so many rows, and the rest of it."""
    if cell.rows <= rows:
        return cell, None
    upper = {side: edge for side, edge in cell.borders.items() if side != "bottom"}
    lower = {side: edge for side, edge in cell.borders.items() if side != "top"}
    return replace(cell, rows=rows, borders=upper), replace(cell, rows=cell.rows - rows, borders=lower, blocks=())


def _floated(place: TableFloat, width: float, room: float, context: Context) -> str:
    top, right, bottom, left = place.distance
    x = place.x - (context.section.left if place.horizontal == "page" else 0.0)
    x = {"center": (room - width) / 2, "right": room - width, "outside": room - width, "left": 0.0}.get(
        place.x_align, x
    )
    if width >= room * _NEARLY_ALL:
        # No room beside it.
        return f"float:left;margin:{pt(top)} {pt(max(room - x - width, 0.0))} {pt(bottom)} {pt(x)}"
    if x + width / 2 > room / 2:
        return f"float:right;margin:{pt(top)} {pt(room - x - width)} {pt(bottom)} {pt(left)}"
    return f"float:left;margin:{pt(top)} {pt(right)} {pt(bottom)} {pt(x)}"


def _lowered(place: TableFloat, context: Context) -> tuple[float, float]:
    """How far a floating table is below its place in the text, and below the top of the page."""
    top = place.distance[0]
    if place.vertical == "text":
        return max(0.0, place.y) - top, 0.0
    if not context.in_body or context.room is not None or place.y <= 0:
        return -top, 0.0
    start = context.section.top if place.vertical == "margin" else 0.0
    return -top, start + place.y - top


def _row(row: Row, context: Context, tag: str, *, is_apart: bool) -> str:
    """A row; the borders of cells that stand apart are their own, others lie on the lines of the grid."""
    css = "break-inside:avoid" if row.cant_split or row.height_rule == "exact" else ""
    if row.height:
        css += f";height:{row.height:g}pt"
    if _stays_with_next(row):
        css += ";break-after:avoid"
    halves = [(0.0, 0.0) if is_apart else _halves(row, index) for index in range(len(row.cells))]
    cells = "".join(_cell(cell, row, context, tag, half) for cell, half in zip(row.cells, halves, strict=True))
    before, after = (f'<td colspan="{n}"></td>' if n else "" for n in (row.skipped_before, row.skipped_after))
    return f"<tr{context.cls(css.lstrip(';'))}>{before}{cells}{after}</tr>"


def _stays_with_next(row: Row) -> bool:
    """Whether every cell begins with a paragraph that stays with the next one: so Word keeps rows together."""
    heads = [cell.blocks[0] for cell in row.cells if cell.blocks]
    return bool(heads) and all(isinstance(head, Paragraph) and head.format.keep_next for head in heads)


def _halves(row: Row, index: int) -> tuple[float, float]:
    """Half the borders left and right of a cell, in points: of its own and its neighbours' the wider ones."""
    before, after = (row.cells[i].borders if 0 <= i < len(row.cells) else {} for i in (index - 1, index + 1))
    own = row.cells[index].borders
    left = max(drawn_width(own.get("left")), drawn_width(before.get("right")))
    right = max(drawn_width(own.get("right")), drawn_width(after.get("left")))
    return left / 2, right / 2


def _cell(cell: Cell, row: Row, context: Context, tag: str, halves: tuple[float, float]) -> str:
    outside = context.in_cell, context.ground
    context.in_cell, context.ground = True, cell.shading or context.ground
    try:
        return _cell_html(cell, row, context, tag, halves)
    finally:
        context.in_cell, context.ground = outside


def _cell_html(cell: Cell, row: Row, context: Context, tag: str, halves: tuple[float, float]) -> str:
    top, right, bottom, left = _margins(cell)
    is_exact = row.height_rule == "exact" and cell.rows == 1
    blocks = () if is_exact and _is_empty(cell) else cell.blocks
    # What floats is seen outside of its cell too.
    is_cut = bool(blocks) and is_exact and not any(isinstance(b, Paragraph) and has_anchored(b) for b in blocks)
    with context.within(max(cell.width - left - right, 1.0)):
        flat = only_paragraph(blocks, context) if cell.direction not in TURNED and not is_cut else None
    if flat is not None:
        top, bottom = top + flat.before, bottom + flat.after
    # Word measures the margins at the sides from the lines of the grid, whatever borders lie on them.
    beside = [max(margin - half, 0.0) for margin, half in zip((left, right), halves, strict=True)]
    parts = [f"padding:{pt(top)} {pt(beside[1])} {pt(bottom)} {pt(beside[0])}"]
    if cell.vertical in VERTICAL:
        parts.append(f"vertical-align:{VERTICAL[cell.vertical]}")
    parts += [f"border-{side}:{css_edge(edge)}" for side, edge in sorted(cell.borders.items())]
    if cell.shading:
        parts.append(f"background:#{cell.shading}")
    if cell.diagonals:
        parts.append(diagonals_css(cell.diagonals, context))
    if cell.no_wrap:
        parts.append("white-space:nowrap")
    if flat is not None:
        parts.append(flat.css)
        inner = flat.inner
    elif cell.direction in TURNED:
        inner = _turned(cell, row, context)
    else:
        with context.within(max(cell.width - left - right, 1.0)):
            inner = context.blocks(blocks, context)
        if is_cut:
            inner = _cut_html(inner, row.height - top - bottom, cell, context)
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    scope = ' scope="col"' if tag == "th" else ""
    return f"<{tag}{spans}{scope}{context.cls(';'.join(parts))}>{inner}</{tag}>"


def _margins(cell: Cell) -> tuple[float, float, float, float]:
    """The margins of a cell, those at the sides narrower where they would leave nothing of it."""
    top, right, bottom, left = cell.margins
    if 0 < cell.width < left + right + _NARROWEST and left + right > 0:
        share = max(cell.width - _NARROWEST, 0.0) / (left + right)
        left, right = left * share, right * share
    return top, right, bottom, left


def _is_empty(cell: Cell) -> bool:
    """Whether a cell holds nothing but the paragraph that it must: a row of exact height may be lower than that."""
    return all(isinstance(block, Paragraph) and not block.inlines and block.label is None for block in cell.blocks)


def _cut_html(inner: str, height: float, cell: Cell, context: Context) -> str:
    """What stands in a cell of an exact height: what is too high for it is not seen, but remains in the file.

    Words that stand out of the cell to its sides are seen as far as its margins go.
    """
    _, right, _, left = _margins(cell)
    sides = f"margin:0 {pt(-right)} 0 {pt(-left)};padding:0 {pt(right)} 0 {pt(left)}"
    size = f"width:{pt(max(cell.width - left - right, 1.0))};height:{pt(max(height, 0.0))}"
    cut = context.cls(f"display:inline-block;vertical-align:top;overflow:hidden;{size};{sides}")
    # An inline block is painted in its place (painting.py).
    line = context.cls("line-height:0pt")
    return f"<div{line}><div{cut}>{standing_html(inner, height, cell.vertical, context)}</div></div>"


def _turned(cell: Cell, row: Row, context: Context) -> str:
    """The words of a cell turned by a quarter."""
    top, right, bottom, left = cell.margins
    across = max(cell.width - left - right, 1.0)
    along = max(row.height - top - bottom, *_lengths(cell), 1.0)
    return turned_html(context.blocks(cell.blocks, context), across, along, cell.direction, context)


def _lengths(cell: Cell) -> Iterator[float]:
    for block in cell.blocks:
        if isinstance(block, Paragraph):
            yield text_width(text_of(block), block.mark.size) + block.format.left + block.format.right
