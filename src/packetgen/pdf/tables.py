"""A table to HTML: column widths fixed, header rows repeated, one border an edge."""

from packetgen.document.model import Cell, Paragraph, Row, Table
from packetgen.pdf.context import Context
from packetgen.pdf.css import VERTICAL, pt
from packetgen.pdf.css import edge as css_edge
from packetgen.pdf.paragraphs import only_paragraph


def table_html(table: Table, context: Context) -> str:
    """The table; header rows stand in a head, so that they repeat and are read as headings."""
    columns = "".join(f"<col{context.cls(f'width:{width:g}pt')}/>" for width in table.widths)
    heads = 0
    while heads < len(table.rows) and table.rows[heads].header:
        heads += 1
    # A table of nothing but header rows would have no body to repeat them over.
    heads = heads if heads < len(table.rows) else 0
    head = "".join(_row(row, context, "th") for row in table.rows[:heads])
    body = "".join(_row(row, context, "td") for row in table.rows[heads:])
    margin = "0 auto" if table.alignment == "center" else f"0 0 0 {table.indent:g}pt"
    css = f"width:{sum(table.widths):g}pt;margin:{margin}"
    made_head = f"<thead>{head}</thead>" if head else ""
    return f"<table{context.cls(css)}><colgroup>{columns}</colgroup>{made_head}<tbody>{body}</tbody></table>"


def _row(row: Row, context: Context, tag: str) -> str:
    css = "break-inside:avoid" if row.cant_split else ""
    if row.height:
        css += f";height:{row.height:g}pt"
    if _stays_with_next(row):
        css += ";break-after:avoid"
    cells = "".join(_cell(cell, context, tag) for cell in row.cells)
    skipped = f'<td colspan="{row.skipped_before}"></td>' if row.skipped_before else ""
    return f"<tr{context.cls(css.lstrip(';'))}>{skipped}{cells}</tr>"


def _stays_with_next(row: Row) -> bool:
    """Whether every cell begins with a paragraph that stays with the next one: so Word keeps rows together."""
    heads = [cell.blocks[0] for cell in row.cells if cell.blocks]
    return bool(heads) and all(isinstance(head, Paragraph) and head.format.keep_next for head in heads)


def _cell(cell: Cell, context: Context, tag: str) -> str:
    top, right, bottom, left = cell.margins
    flat = only_paragraph(cell.blocks, context)
    if flat is not None:
        top, bottom = top + flat.before, bottom + flat.after
    parts = [f"padding:{pt(top)} {pt(right)} {pt(bottom)} {pt(left)}"]
    if cell.vertical in VERTICAL:
        parts.append(f"vertical-align:{VERTICAL[cell.vertical]}")
    parts += [f"border-{side}:{css_edge(edge)}" for side, edge in sorted(cell.borders.items())]
    if cell.shading:
        parts.append(f"background:#{cell.shading}")
    if flat is not None:
        parts.append(flat.css)
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    scope = ' scope="col"' if tag == "th" else ""
    inner = flat.inner if flat is not None else context.blocks(cell.blocks, context)
    return f"<{tag}{spans}{scope}{context.cls(';'.join(parts))}>{inner}</{tag}>"
