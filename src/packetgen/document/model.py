"""A Word document with everything resolved: effective properties, list labels, fields, merged cells.

Lengths are points. Nothing here refers to XML; a writer finds an element again by its address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from packetgen.document.graphics import Drawing

View = Literal["final", "original", "markup"]
"""Which revisions a reader lets through: as if all were accepted, as if all were rejected, or all of them, marked."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change around something. A move is a deletion and an insertion that know of each other."""

    kind: Literal["ins", "del", "moveFrom", "moveTo", "format"]
    author: str = ""
    date: str = ""  # as the file writes it

    @property
    def is_deletion(self) -> bool:
        return self.kind in {"del", "moveFrom"}

    @property
    def is_insertion(self) -> bool:
        return self.kind in {"ins", "moveTo"}


@dataclass(frozen=True, slots=True)
class Edge:
    """One border: width in points, six hexadecimal digits, and the distance to the text."""

    style: str
    width: float
    colour: str
    space: float = 0.0


@dataclass(frozen=True, slots=True)
class RunFormat:
    """How characters look. Faces are named by script; sizes are points."""

    ascii: str = "Times New Roman"
    east_asian: str = "宋体"
    hint_east_asian: bool = False
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    underline: str = ""  # the schema's name: single, double, wave, ...
    underline_colour: str = ""
    strike: bool = False
    double_strike: bool = False
    colour: str = ""  # six hexadecimal digits
    highlight: str = ""
    shading: str = ""
    vertical: str = ""  # superscript, subscript
    raised: float = 0.0  # above the line; negative: below
    caps: bool = False
    small_caps: bool = False
    hidden: bool = False
    spacing: float = 0.0
    scale: float = 1.0  # of the width of characters
    kerned_from: float = 0.0  # the least size of letters that are set closer in pairs; 0 for none
    emphasis: str = ""  # a mark at every character: dot, comma, circle, underDot
    outline: bool = False
    border: Edge | None = None
    right_to_left: bool = False
    language: str = ""
    east_asian_language: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look; a newline is a line break, a tab a tab, U+00AD a place to break a word.

    `revisions` are the tracked changes around it, the outermost first; `changed` is one of its look.
    """

    text: str
    format: RunFormat
    revisions: tuple[Revision, ...] = ()
    changed: Revision | None = None

    @property
    def is_deleted(self) -> bool:
        return any(each.is_deletion for each in self.revisions)


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
class PositionTab:
    """A tab to a place of the line, whatever stops the paragraph has."""

    alignment: str  # left, center, right
    leader: str
    origin: str  # margin, indent


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The mark of a footnote or endnote in the text; its words are the document's note of the same id."""

    kind: Literal["footnote", "endnote"]
    id: str
    label: str
    format: RunFormat


@dataclass(frozen=True, slots=True)
class CommentMark:
    """Where the words that a comment speaks of begin, where they end, or where its sign stands."""

    id: str
    place: Literal["start", "end", "reference"]


@dataclass(frozen=True, slots=True)
class Ruby:
    """Words with their reading above them."""

    base: "tuple[Inline, ...]"
    reading: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Equation:
    """A formula as one line of characters; its two-dimensional form is not kept."""

    text: str
    format: RunFormat
    revisions: tuple[Revision, ...] = ()


Inline = Run | Field | Link | Bookmark | Break | PositionTab | NoteReference | CommentMark | Ruby | Equation | Drawing


@dataclass(frozen=True, slots=True)
class Tab:
    position: float
    alignment: str  # left, center, right, decimal, bar
    leader: str  # none, dot, hyphen, underscore, heavy, middleDot


@dataclass(frozen=True, slots=True)
class Frame:
    """A paragraph that stands beside the text (framePr): drop caps, address fields. Zero sizes: as its words need."""

    width: float
    height: float
    height_rule: str
    horizontal: str  # where from: text, margin, page
    vertical: str
    x: float
    y: float
    x_align: str
    y_align: str
    wrap: str
    gap: tuple[float, float]  # to the text: beside, above and below
    drop_cap: str  # none, drop, margin
    lines: int


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    alignment: str = "left"  # left, center, right, both, distribute
    left: float = 0.0
    right: float = 0.0
    first_line: float = 0.0  # negative: hanging
    before: float = 0.0
    after: float = 0.0
    auto_before: bool = False  # as pages in HTML have it, whatever `before` says
    auto_after: bool = False
    line_rule: str = "auto"  # auto: a multiple; exact, atLeast: points
    line: float = 1.0
    keep_next: bool = False
    keep_lines: bool = False
    widow_control: bool = True
    page_break_before: bool = False
    snap_to_grid: bool = True
    contextual_spacing: bool = False
    right_to_left: bool = False
    space_latin: bool = True  # a gap between Han and Latin letters
    space_digits: bool = True  # a gap between Han and digits
    kinsoku: bool = True
    word_wrap: bool = True  # false: Latin words break anywhere
    outline_level: int | None = None
    suppress_line_numbers: bool = False
    shading: str = ""
    borders: Mapping[str, Edge] = field(default_factory=dict)
    tabs: tuple[Tab, ...] = ()
    frame: Frame | None = None
    direction: str = ""  # of the text of a frame: tbRl, btLr, ...


@dataclass(frozen=True, slots=True)
class Label:
    """A list label as it prints, with what stands between it and the text."""

    text: str
    suffix: str  # tab, space, nothing
    format: RunFormat
    list_id: str
    level: int
    bullet: bool
    alignment: str = "left"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`revisions` are the tracked changes of its mark; `changed` is one of its layout."""

    inlines: tuple[Inline, ...]
    format: ParagraphFormat
    mark: RunFormat  # of the paragraph's end: the height of an empty one
    style: str
    style_name: str
    label: Label | None
    address: str
    revisions: tuple[Revision, ...] = ()
    changed: Revision | None = None


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
    direction: str = ""  # btLr, tbRl, ...
    no_wrap: bool = False
    own_borders: frozenset[str] = frozenset()  # the sides that the cell states itself, those without a border too
    diagonals: Mapping[str, Edge] = field(default_factory=dict)  # tl2br, tr2bl: lines from corner to corner


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `skipped_before` and `skipped_after` count the columns of the grid that it leaves free."""

    cells: tuple[Cell, ...]
    header: bool
    cant_split: bool
    height: float
    height_rule: str
    skipped_before: int = 0
    skipped_after: int = 0
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class TableFloat:
    """Where a table with text around it stands."""

    horizontal: str  # where from: text, margin, page
    vertical: str
    x: float
    y: float
    x_align: str
    y_align: str
    distance: tuple[float, float, float, float]  # to the text: top, right, bottom, left


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `preferred` is its width, in points or, negative, as a share of the space it stands in (-1: all)."""

    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    alignment: str
    indent: float
    style: str
    address: str
    preferred: float = 0.0
    fixed: bool = False
    spacing: float = 0.0  # between cells
    margin: float = 0.0  # what cells have at their left unless they state their own
    float: TableFloat | None = None
    right_to_left: bool = False
    description: str = ""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Column:
    width: float
    space: float  # behind it


@dataclass(frozen=True, slots=True)
class NoteRules:
    """How notes of one kind are numbered and where they stand."""

    format: str = "decimal"
    start: int = 1
    restart: str = "continuous"  # continuous, eachSect, eachPage
    position: str = ""  # pageBottom, beneathText, sectEnd, docEnd


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
    fixed_top: bool = False  # a tall header runs into the text instead of pushing it down
    fixed_bottom: bool = False
    grid: str = ""  # lines, linesAndChars
    pitch: float = 0.0
    character_space: float = 0.0  # added to each character of the grid
    title_page: bool = False
    page_start: int | None = None
    page_format: str = "decimal"
    kind: str = "nextPage"
    columns: tuple[Column, ...] = ()
    column_line: bool = False
    vertical: str = "top"  # of the text on its page: top, center, bottom, both
    borders: Mapping[str, Edge] = field(default_factory=dict)
    borders_from: str = "text"  # text, page
    direction: str = ""
    numbers_lines: bool = False
    footnotes: NoteRules = NoteRules()
    endnotes: NoteRules = NoteRules(format="lowerRoman")
    headers: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    footers: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    kind: Literal["footnote", "endnote"]
    id: str
    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment; `parent` is the id of the one that it answers."""

    id: str
    author: str
    initials: str
    date: str
    blocks: tuple[Block, ...]
    parent: str = ""
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class DeclaredFace:
    """What the font table says of a face: other names of it, and what helps to find one like it."""

    alternatives: tuple[str, ...] = ()
    family: str = ""  # roman, swiss, modern, script, decorative
    panose: str = ""  # ten bytes as hexadecimal digits
    fixed_pitch: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file as one view shows it. `notes` are those that the text refers to, in its order."""

    sections: tuple[Section, ...]
    even_and_odd: bool
    title: str
    language: str
    images: Mapping[str, bytes] = field(default_factory=dict)
    faces: Mapping[str, DeclaredFace] = field(default_factory=dict)  # of the font table, by name
    view: View = "markup"
    notes: tuple[Note, ...] = ()
    comments: tuple[Comment, ...] = ()
    default_tab: float = 36.0
    mirror_margins: bool = False
    grid_in_tables: bool = False  # adjustLineHeightInTable
    spaces_add: bool = False  # doNotUseHTMLParagraphAutoSpacing: not the larger of two, but both
    breaks_before_mark: bool = False  # splitPgBreakAndParaMark: a paragraph goes on behind a page break at its end
    background: str = ""
    application: str = ""  # the program that wrote the file
    compatibility: int = 12  # the version of Word as which a file wants to be laid out
    protection: str = ""  # what an editor allows at most: readOnly, comments, trackedChanges, forms; "" all
    tracks_changes: bool = False  # an editor records what is typed as revisions
