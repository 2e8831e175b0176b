"""A Word document with everything resolved: effective properties, list labels, fields, merged cells.

Lengths are points. Nothing here refers to XML; a writer finds an element again by its address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Revision = Literal["ins", "del"]


@dataclass(frozen=True, slots=True)
class RunFormat:
    """How characters look. Faces are named by script; sizes are points."""

    ascii: str = "Times New Roman"
    east_asian: str = "宋体"
    hint_east_asian: bool = False
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    underline: str = ""
    strike: bool = False
    colour: str = ""  # six hexadecimal digits
    highlight: str = ""
    shading: str = ""
    vertical: str = ""  # superscript, subscript
    caps: bool = False
    small_caps: bool = False
    hidden: bool = False
    spacing: float = 0.0
    language: str = ""
    east_asian_language: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look; a newline is a line break, a tab a tab."""

    text: str
    format: RunFormat
    revision: Revision | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field: the word of its code, the whole code, and the result that the file holds."""

    kind: str  # PAGE, NUMPAGES, TOC, PAGEREF
    code: str
    result: "tuple[Inline, ...]"
    format: RunFormat


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink, to an address outside or to a bookmark."""

    inlines: "tuple[Inline, ...]"
    address: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    name: str


@dataclass(frozen=True, slots=True)
class Break:
    kind: Literal["page", "column"]


@dataclass(frozen=True, slots=True)
class Image:
    part: str
    width: float
    height: float
    description: str


Inline = Run | Field | Link | Bookmark | Break | Image


@dataclass(frozen=True, slots=True)
class Edge:
    """One border: width in points, six hexadecimal digits, and the distance to the text."""

    style: str
    width: float
    colour: str
    space: float = 0.0


@dataclass(frozen=True, slots=True)
class Tab:
    position: float
    alignment: str  # left, center, right, decimal
    leader: str  # none, dot, hyphen, underscore


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    alignment: str = "left"  # left, center, right, both
    left: float = 0.0
    right: float = 0.0
    first_line: float = 0.0  # negative: hanging
    before: float = 0.0
    after: float = 0.0
    line_rule: str = "auto"  # auto: a multiple; exact, atLeast: points
    line: float = 1.0
    keep_next: bool = False
    keep_lines: bool = False
    widow_control: bool = True
    page_break_before: bool = False
    snap_to_grid: bool = True
    contextual_spacing: bool = False
    outline_level: int | None = None
    shading: str = ""
    borders: Mapping[str, Edge] = field(default_factory=dict)
    tabs: tuple[Tab, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A list label as it prints, with what stands between it and the text."""

    text: str
    suffix: str  # tab, space, nothing
    format: RunFormat
    list_id: str
    level: int
    bullet: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: tuple[Inline, ...]
    format: ParagraphFormat
    mark: RunFormat  # of the paragraph's end: the height of an empty one
    style: str
    style_name: str
    label: Label | None
    address: str


@dataclass(frozen=True, slots=True)
class Cell:
    blocks: "tuple[Block, ...]"
    columns: int
    rows: int
    width: float
    borders: Mapping[str, Edge]
    margins: tuple[float, float, float, float]  # top, right, bottom, left
    shading: str
    vertical: str  # top, center, bottom


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    header: bool
    cant_split: bool
    height: float
    height_rule: str
    skipped_before: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    alignment: str
    indent: float
    style: str
    address: str


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one geometry. Headers and footers are by kind of page: default, first, even."""

    blocks: tuple[Block, ...]
    width: float = 595.3
    height: float = 841.9
    top: float = 72.0
    right: float = 90.0
    bottom: float = 72.0
    left: float = 90.0
    header: float = 36.0
    footer: float = 36.0
    grid: str = ""  # lines, linesAndChars
    pitch: float = 0.0
    title_page: bool = False
    page_start: int | None = None
    page_format: str = "decimal"
    kind: str = "nextPage"
    columns: int = 1
    headers: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    footers: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    sections: tuple[Section, ...]
    even_and_odd: bool
    title: str
    language: str
    images: Mapping[str, bytes] = field(default_factory=dict)
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of the font table, by face
