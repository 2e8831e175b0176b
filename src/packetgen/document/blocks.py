"""Block elements to paragraphs and tables with their effective properties."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from packetgen.document.inlines import InlineReader, StoryContext
from packetgen.document.model import (
    Block,
    Bookmark,
    CommentMark,
    Inline,
    Label,
    Paragraph,
    ParagraphFormat,
    Run,
    RunFormat,
    View,
)
from packetgen.document.numbering import Numbered, Numbering
from packetgen.document.properties import TOGGLES, laid_over, paragraph_properties, run_properties, stops
from packetgen.document.revisions import KINDS, marks_of, revision, shows
from packetgen.document.styles import Styles
from packetgen.document.symbols import translated
from packetgen.document.tables import TableReader
from packetgen.document.theme import Theme, adjusted
from packetgen.ooxml.measures import whole
from packetgen.ooxml.names import chosen_alternative, qn
from packetgen.ooxml.xml import Element

_VAL = qn("w:val")
_WRAPPERS = frozenset({qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag")})
_INLINES = frozenset(map(qn, ("w:r", "w:hyperlink", "w:fldSimple", "m:oMath", "m:oMathPara")))
_IGNORED = frozenset(
    map(
        qn,
        (
            "w:sectPr", "w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:permStart", "w:permEnd", "w:sdtPr",
            "w:sdtEndPr", "w:customXmlPr", "w:commentRangeStart", "w:commentRangeEnd", "w:moveFromRangeStart",
            "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd", "w:tcPr",
        ),
    )
)  # fmt: skip
_RUN_NAMES = frozenset(each.name for each in fields(RunFormat))
_PARAGRAPH_NAMES = frozenset(each.name for each in fields(ParagraphFormat))
_FACES = ("ascii", "east_asian")


@dataclass(frozen=True, slots=True)
class Definitions:
    """What the paragraphs of all stories of a file refer to."""

    styles: Styles
    numbering: Numbering
    theme: Theme


@dataclass(slots=True)
class BlockReader:
    """Reads the blocks of one part."""

    definitions: Definitions
    context: StoryContext
    part: str
    own_mark: str = ""  # of the note that is read
    inlines: InlineReader = field(init=False)
    tables: TableReader = field(init=False)

    def __post_init__(self) -> None:
        self.inlines = InlineReader(self.context, self.part, self.own_mark)
        self.tables = TableReader(self.definitions.styles, self, self.context.view, self.context.hidden)

    def blocks(self, parent: Element, address: str = "", table: Mapping[str, Any] | None = None) -> tuple[Block, ...]:
        """The blocks of an element. `table` are the properties that a table style lays under its paragraphs."""
        return self.numbered(enumerate(parent), address, table or {})

    def numbered(
        self, children: Iterable[tuple[int, Element]], address: str = "", table: Mapping[str, Any] | None = None
    ) -> tuple[Block, ...]:
        """The blocks of elements, each with its place among its parent's children."""
        return tuple(_merged(self._blocks(children, address, table or {}), self.context.view, self.context.hidden))

    def _blocks(
        self, children: Iterable[tuple[int, Element]], address: str, table: Mapping[str, Any]
    ) -> Iterator[Block]:
        for index, child in children:
            place = f"{address}/{index}"
            if child.tag == qn("w:p"):
                yield self.paragraph(child, place, table)
            elif child.tag == qn("w:tbl"):
                made = self.tables.table(child, place)
                if made.rows:
                    yield made
            elif child.tag in _WRAPPERS:
                yield from self._blocks(enumerate(child), place, table)
            elif child.tag in KINDS:
                if shows(self.context.view, revision(child)):
                    yield from self._blocks(enumerate(child), place, table)
            elif child.tag == qn("mc:AlternateContent"):
                for chosen in chosen_alternative(child):
                    yield from self._blocks(enumerate(chosen), place, table)
            elif child.tag in _INLINES:
                # Not allowed here by the schema; Word shows it as a paragraph.
                yield self.paragraph(child.getparent(), place, table, only=child)  # type: ignore[arg-type]
            elif isinstance(child.tag, str) and child.tag not in _IGNORED:
                self.context.unknown(self.part, child.tag)

    def paragraph(
        self, element: Element, address: str, table: Mapping[str, Any], only: Element | None = None
    ) -> Paragraph:
        properties = element.find(qn("w:pPr")) if only is None else None
        changed = properties.find(qn("w:pPrChange")) if properties is not None else None
        mark_properties = properties.find(qn("w:rPr")) if properties is not None else None
        if changed is not None and self.context.view == "original":
            properties = changed.find(qn("w:pPr"))
        style = self._style(properties)
        marks = marks_of(mark_properties)
        runs_on = not all(shows(self.context.view, each) for each in marks)
        # What runs on into the next paragraph is no item of a list by itself.
        base = self._run_base(style, table)
        mark = self.run_format(base, run_properties(mark_properties))
        inlines = self._inlines(element, base, only)
        # A paragraph that holds nothing but the end of its section is none to a reader: Word does not count it.
        is_empty = all(isinstance(each, (Bookmark, CommentMark)) for each in inlines)
        ends_section = is_empty and properties is not None and properties.find(qn("w:sectPr")) is not None
        takes_number = not runs_on and not ends_section and not (mark.hidden and is_empty and not self.context.hidden)
        numbered, number, level = self._number(properties, style) if takes_number else (None, "", 0)
        size = _size(inlines) or mark.size
        layout = self._paragraph_format(properties, style, table, numbered, size)
        label = None if numbered is None else self._label(numbered, mark, number, level)
        return Paragraph(
            inlines,
            layout,
            mark,
            style,
            self.definitions.styles.name(style),
            label,
            f"{self.part}{address}",
            marks,
            revision(changed) if changed is not None and self.context.view == "markup" else None,
        )

    def _inlines(self, element: Element, base: Mapping[str, Any], only: Element | None) -> tuple[Inline, ...]:
        def format_of(own: Element | None) -> RunFormat:
            return self.run_format(base, run_properties(own))

        return self.inlines.read(element if only is None else (only,), format_of)

    def _style(self, properties: Element | None) -> str:
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        style = named.get(_VAL, "") if named is not None else ""
        styles = self.definitions.styles
        return style if styles.element(style) is not None else styles.default_id("paragraph")

    def _number(self, properties: Element | None, style: str) -> tuple[Numbered | None, str, int]:
        own = properties.find(qn("w:numPr")) if properties is not None else None
        numbering = self.definitions.numbering
        number, level = self.definitions.styles.numbering(style) or ("", 0)
        if number:
            bound = numbering.level_of(number, style)
            level = level if bound is None else bound
        if own is not None:
            number_element, level_element = own.find(qn("w:numId")), own.find(qn("w:ilvl"))
            number = number_element.get(_VAL, "") if number_element is not None else number
            level = whole(level_element.get(_VAL)) if level_element is not None else level
        if not number or number == "0":
            return None, "", 0
        return numbering.label(number, level), number, level

    # -- formats

    def _run_base(self, style: str, table: Mapping[str, Any]) -> dict[str, Any]:
        styles = self.definitions.styles
        defaults, _ = styles.defaults
        below = {**defaults, **table.get("run", {})}
        return _toggled(below, styles.run(style))

    def run_format(self, base: Mapping[str, Any], direct: Mapping[str, Any]) -> RunFormat:
        """The look of a run: its own properties over those of its character style over the paragraph's."""
        character = str(direct.get("style", ""))
        merged = _toggled(base, self.definitions.styles.run(character)) if character else dict(base)
        merged |= direct
        return self._resolved(merged)

    def _resolved(self, merged: dict[str, Any]) -> RunFormat:
        theme = self.definitions.theme
        for name in _FACES:
            if name in merged:
                merged[name] = theme.face(merged[name]) or getattr(_PLAIN, name)
        if role := merged.get("colour_role"):
            known = theme.colour(role[0])
            merged["colour"] = adjusted(known, *role[1:]) if known else merged.get("colour", "")
        return RunFormat(**{name: value for name, value in merged.items() if name in _RUN_NAMES})

    def _paragraph_format(
        self, properties: Element | None, style: str, table: Mapping[str, Any], numbered: Numbered | None, size: float
    ) -> ParagraphFormat:
        styles = self.definitions.styles
        _, defaults = styles.defaults
        own = paragraph_properties(properties)
        from_style = styles.paragraph(style)
        level = dict(numbered.level.paragraph) if numbered is not None else {}
        is_direct = properties is not None and properties.find(qn("w:numPr")) is not None
        # A style that names its own numbering overrides the level's indents; direct numbering overrides the style's.
        layers = (from_style, level, own) if is_direct else (level, from_style, own)
        merged: dict[str, Any] = {**defaults, **table.get("paragraph", {})}
        for layer in layers:
            _forget_characters(merged, layer)
            laid_over(merged, layer)
        for name, key in (("first_line", "first_line_chars"), ("left", "left_chars"), ("right", "right_chars")):
            if merged.get(key):
                merged[name] = merged[key] * size
        merged["tabs"] = stops(merged)
        return ParagraphFormat(**{name: value for name, value in merged.items() if name in _PARAGRAPH_NAMES})

    def _label(self, numbered: Numbered, mark: RunFormat, number: str, level: int) -> Label:
        look = {name: getattr(mark, name) for name in _RUN_NAMES}
        face = str(numbered.level.run.get("ascii", ""))
        made = self._resolved({**look, **numbered.level.run})
        is_bullet = numbered.level.format == "bullet"
        if made.hidden and not self.context.hidden:
            return Label("", "nothing", made, number, level, is_bullet)
        text = numbered.text
        if is_bullet:
            text = translated(text, face)
            text = "".join(_BULLETS.get(ch, "•" if "\ue000" <= ch <= "\uf8ff" else ch) for ch in text)
            if text == "o" and face.casefold() == "courier new":
                text = "○"
        return Label(text, numbered.level.suffix, made, number, level, is_bullet, numbered.level.alignment)


_PLAIN = RunFormat()
_BULLETS = {"\uf0b7": "•", "\uf06c": "●", "\uf06e": "■", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓"}
"""Bullets of Word's symbol faces, where the level does not name the face, to characters that other faces hold."""


def _merged(blocks: Iterable[Block], view: View, hidden: bool) -> Iterator[Block]:
    """Paragraphs whose mark the view takes away, joined to those that follow, whose layout stays.

    One whose mark is hidden keeps its own layout: so Word sets a heading that runs on into its text.
    """
    waiting: Paragraph | None = None
    for block in blocks:
        if not isinstance(block, Paragraph):
            if waiting is not None and waiting.inlines:
                yield waiting
            waiting = None
            yield block
            continue
        if waiting is not None:
            block = _joined(waiting, block)  # noqa: PLW2901  # it goes on
        waiting = None
        if block.mark.hidden and not hidden:
            waiting = block
        elif all(shows(view, each) for each in block.revisions):
            yield block if view == "markup" or not block.revisions else replace(block, revisions=())
        else:
            waiting = block
    if waiting is not None:
        yield waiting


def _joined(first: Paragraph, second: Paragraph) -> Paragraph:
    inlines = (*first.inlines, *second.inlines)
    if first.mark.hidden and first.inlines:
        return replace(first, inlines=inlines, mark=second.mark, revisions=second.revisions)
    return replace(second, inlines=inlines)


def _toggled(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Properties of one kind of style over those of another; what both switch on is off."""
    merged = {**below, **above}
    for name in TOGGLES & below.keys() & above.keys():
        merged[name] = bool(below[name]) != bool(above[name])
    return merged


def _forget_characters(merged: dict[str, Any], layer: Mapping[str, Any]) -> None:
    """An indent in twips of a later layer replaces one in characters of an earlier."""
    for name in ("first_line", "left", "right"):
        if name in layer and f"{name}_chars" not in layer:
            merged.pop(f"{name}_chars", None)


def _size(inlines: tuple[Inline, ...]) -> float:
    return next((each.format.size for each in inlines if isinstance(each, Run)), 0.0)
