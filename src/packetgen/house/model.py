"""A house style: page, styles, numbering, tables, header and footer, as tokens without any text of a document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Alignment = Literal["left", "centre", "right", "justify"]

STYLE_NAMES: Mapping[str, tuple[str, str]] = {
    # token: Word's style id and its name; names that Word knows keep Word's own spelling
    "base": ("Normal", "Normal"),
    "body": ("BodyText", "Body Text"),
    "plain": ("PlainBody", "Plain Body"),
    "title": ("Title", "Title"),
    "subtitle": ("Subtitle", "Subtitle"),
    "heading-1": ("Heading1", "heading 1"),
    "heading-2": ("Heading2", "heading 2"),
    "heading-3": ("Heading3", "heading 3"),
    "heading-4": ("Heading4", "heading 4"),
    "numbered": ("NumberedParagraph", "Numbered Paragraph"),
    "list-number": ("ListNumber", "List Number"),
    "list-bullet": ("ListBullet", "List Bullet"),
    "caption": ("Caption", "caption"),
    "header": ("Header", "header"),
    "footer": ("Footer", "footer"),
    "footer-even": ("FooterEven", "Footer Even"),
    "toc-heading": ("TOCHeading", "TOC Heading"),
    "toc-1": ("TOC1", "toc 1"),
    "toc-2": ("TOC2", "toc 2"),
    "unit-line": ("UnitLine", "Unit Line"),
    "draft-mark": ("DraftMark", "Draft Mark"),
    "tag-line": ("TagLine", "Tag Line"),
    "salutation": ("Salutation", "Salutation"),
    "closing": ("Closing", "Closing"),
    "signature": ("Signature", "Signature"),
    "date-line": ("Date", "Date"),
    "contact-note": ("ContactNote", "Contact Note"),
    "attachment-note": ("AttachmentNote", "Attachment Note"),
    "attachment-item": ("AttachmentItem", "Attachment Item"),
    "appendix-label": ("AppendixLabel", "Appendix Label"),
    "appendix-title": ("AppendixTitle", "Appendix Title"),
    "note": ("Note", "Note"),
    "unit-note": ("UnitNote", "Unit Note"),
    "summary-box": ("SummaryBox", "Summary Box"),
    "centred": ("Centred", "Centred"),
    "brief": ("Brief", "Brief"),
    "cover-title": ("CoverTitle", "Cover Title"),
    "cover-line": ("CoverLine", "Cover Line"),
    "cover-foot": ("CoverFoot", "Cover Foot"),
    "flow": ("Flow", "Flow"),
    "table-text": ("TableText", "Table Text"),
    "table-right": ("TableRight", "Table Right"),
    "table-centre": ("TableCentre", "Table Centre"),
    "table-header": ("TableHeader", "Table Header"),
    "table-label": ("TableLabel", "Table Label"),
    "layout-text": ("LayoutText", "Layout Text"),
    "table-gap": ("TableGap", "Table Gap"),
}
"""Paragraph styles that every house has."""

CHARACTER_STYLES: Mapping[str, tuple[str, str]] = {
    "strong": ("Strong", "Strong"),
    "emphasis": ("Emphasis", "Emphasis"),
    "placeholder": ("Placeholder", "Placeholder"),
    "hyperlink": ("Hyperlink", "Hyperlink"),
}

TABLE_STYLES: Mapping[str, tuple[str, str]] = {
    "table": ("DataTable", "Data Table"),
    "form": ("FormTable", "Form Table"),
    "borderless": ("LayoutTable", "Layout Table"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """Millimetres; `pitch` is the line pitch of the document grid in points, 0 for none."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float
    footer: float
    pitch: float = 0.0
    odd_even: bool = False

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Font:
    """One face a script; `alternatives` go into the file's font table for machines that lack it."""

    east_asian: str
    latin: str


@dataclass(frozen=True, slots=True)
class Style:
    """The tokens of a style. None takes the base's. Sizes, spacing and indents are points unless named otherwise."""

    font: str | None = None  # a role of House.fonts
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    colour: str | None = None
    shading: str | None = None
    alignment: Alignment | None = None
    line: str | None = None  # "1.15", "exact 28", "single"
    before: float | None = None
    after: float | None = None
    first_line_chars: float | None = None
    left_chars: float | None = None
    right_chars: float | None = None
    hanging_chars: float | None = None
    left: float | None = None
    right: float | None = None
    hanging: float | None = None
    keep_next: bool | None = None
    page_break_before: bool | None = None
    box: bool | None = None
    grid: bool | None = None
    spacing: float | None = None  # between characters
    based_on: str | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A level of heading numbers: Word's number format, its text (`%1、`), what follows it, and its font role."""

    format: str
    text: str
    suffix: Literal["tab", "space", "nothing"]


@dataclass(frozen=True, slots=True)
class TableLook:
    """Rules in points and colours of a table style; 0 draws no rule."""

    rule: float
    colour: str
    header_shading: str | None
    label_shading: str | None
    cell_margin: float


@dataclass(frozen=True, slots=True)
class House:
    """A house style, inheritance resolved."""

    id: str
    locale: str
    page: Page
    fonts: Mapping[str, Font]
    alternatives: Mapping[str, str]  # by face: the faces to take its place, in order, separated by ;
    styles: Mapping[str, Style]
    characters: Mapping[str, Style]
    headings: tuple[Level, ...]
    lists: tuple[Level, ...]
    bullet: str
    tables: Mapping[str, TableLook]
    header: str
    footer: str
    footer_even: str
    words: Mapping[str, str] = field(default_factory=dict)  # caption, toc
    text: str = ""  # of its file and of those that it extends, the own one first
    digest: str = ""
