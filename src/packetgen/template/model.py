"""A content template as a tree: blocks, rows and inlines with spans, tags checked against the schema.

Both kinds of source (Markdown and Word files with tags) end here or in Word XML with the same tags; the compiler in
`draft` turns this tree into Word XML whose tags are Jinja.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Union

from packetgen.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked tag as Jinja source, for example `budget.total | money`, with the field patterns that it reads."""

    source: str
    span: Span
    reads: tuple[str, ...]
    is_prose: bool = False  # prints paragraphs where it stands alone in a block or a cell


# -- inlines


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Output:
    expression: Expression


@dataclass(frozen=True, slots=True)
class LineBreak:
    pass


@dataclass(frozen=True, slots=True)
class Strong:
    inlines: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Emphasis:
    inlines: "tuple[Inline, ...]"


Inline = Union[Text, Output, LineBreak, Strong, Emphasis, "InlineFor", "InlineIf"]


# -- statements: the same two shapes at every level


@dataclass(frozen=True, slots=True)
class ForHead:
    """`{% for target in iterable if condition %}`"""

    target: str
    iterable: Expression
    condition: Expression | None
    span: Span


@dataclass(frozen=True, slots=True)
class InlineFor:
    head: ForHead
    body: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class InlineIf:
    """Branches in order; a condition of None is `else`."""

    branches: "tuple[tuple[Expression | None, tuple[Inline, ...]], ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class RowFor:
    head: ForHead
    body: "tuple[RowItem, ...]"


@dataclass(frozen=True, slots=True)
class RowIf:
    branches: "tuple[tuple[Expression | None, tuple[RowItem, ...]], ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class ListFor:
    head: ForHead
    body: "tuple[ListEntry, ...]"


@dataclass(frozen=True, slots=True)
class ListIf:
    branches: "tuple[tuple[Expression | None, tuple[ListEntry, ...]], ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class BlockFor:
    head: ForHead
    body: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class BlockIf:
    branches: "tuple[tuple[Expression | None, tuple[Block, ...]], ...]"
    span: Span


# -- blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 0 is the document's title (`#`), 1 to 4 are numbered headings (`##` to `#####`)."""

    level: int
    inlines: tuple[Inline, ...]
    block_id: str
    span: Span
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`style` is the container's class (`signature`, `note`), or "body"."""

    inlines: tuple[Inline, ...]
    style: str
    block_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class ListItem:
    blocks: "tuple[Block, ...]"


ListEntry = ListItem | ListFor | ListIf


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bulleted or numbered list; entries may be looped or guarded."""

    ordered: bool
    entries: tuple[ListEntry, ...]
    block_id: str
    span: Span


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    """Content as paragraphs of inlines. `merge` is "left" or "up" for a cell that is part of its neighbour."""

    paragraphs: tuple[tuple[Inline, ...], ...]
    merge: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    span: Span


RowItem = Row | RowFor | RowIf


class TableLook(StrEnum):
    GRID = "table"
    FORM = "form"
    BORDERLESS = "borderless"


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are relative column widths, one a column; `header` is repeated on every page.

    `unit` stands between the caption and the table: in what its amounts are.
    """

    look: TableLook
    header: Row | None
    rows: tuple[RowItem, ...]
    aligns: tuple[Align | None, ...]
    widths: tuple[int, ...]
    caption: tuple[Inline, ...]
    unit: tuple[Inline, ...]
    block_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class PageBreak:
    span: Span


@dataclass(frozen=True, slots=True)
class Toc:
    span: Span


@dataclass(frozen=True, slots=True)
class Keep:
    """Blocks that stay together on one page."""

    blocks: "tuple[Block, ...]"
    span: Span


Block = Heading | Paragraph | ListBlock | Table | PageBreak | Toc | Keep | BlockFor | BlockIf


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed content template. `reads` are the field patterns of every tag, taken branch or not, sorted."""

    source: str
    locale: str
    blocks: tuple[Block, ...]
    reads: tuple[str, ...]
