"""Block elements to paragraphs and tables with their effective properties."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from packetgen.document.inlines import PLACES, InlineReader, StoryContext
from packetgen.document.memo import Key, Memo, frozen, signature
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
            "w:sectPr", "w:bookmarkEnd", "w:proofErr", "w:permStart", "w:permEnd", "w:sdtPr",
            "w:sdtEndPr", "w:customXmlPr", "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart",
            "w:moveToRangeEnd", "w:tcPr", "w:customXmlInsRangeStart", "w:customXmlInsRangeEnd",
            "w:customXmlDelRangeStart", "w:customXmlDelRangeEnd", "w:customXmlMoveFromRangeStart",
            "w:customXmlMoveFromRangeEnd", "w:customXmlMoveToRangeStart", "w:customXmlMoveToRangeEnd",
        ),
    )
)  # fmt: skip
_TEXT = frozenset({qn("w:p"), qn("w:tbl"), *_WRAPPERS})
_CHANGES = frozenset({qn("w:rPrChange"), *KINDS})
_NOT_LAYOUT = frozenset({qn("w:rPr"), qn("w:sectPr"), qn("w:pPrChange"), qn("w:pStyle")})
_RUN_NAMES = frozenset(each.name for each in fields(RunFormat))
_PARAGRAPH_NAMES = frozenset(each.name for each in fields(ParagraphFormat))
_NO_TEXT = (Bookmark, CommentMark)
_FACES = ("ascii", "east_asian")


@dataclass(frozen=True, slots=True)
class Definitions:
    """What the paragraphs of all stories of a file refer to."""

    styles: Styles
    numbering: Numbering
    theme: Theme
    memo: Memo = field(default_factory=Memo)


@dataclass(frozen=True, slots=True)
class _Base:
    """Properties that lie under all runs of a paragraph, and what they are known by."""

    key: Key
    properties: Mapping[str, Any]


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
            elif (
                child.tag == qn("mc:AlternateContent") and (chosen := next(chosen_alternative(child), None)) is not None
            ):
                yield from self._blocks(enumerate(chosen), place, table)
            elif child.tag in PLACES:
                self.inlines.hold(child)
            elif child.tag in _INLINES:
                # Not allowed here by the schema; Word shows it as a paragraph.
                yield self.paragraph(child.getparent(), place, table, only=child)  # type: ignore[arg-type]
            elif isinstance(child.tag, str) and child.tag not in _IGNORED:
                self.context.unknown(self.part, child.tag)
                # Whatever it is, the paragraphs within it are text.
                yield from self._blocks(((n, each) for n, each in enumerate(child) if each.tag in _TEXT), place, table)

    def paragraph(
        self, element: Element, address: str, table: Mapping[str, Any], only: Element | None = None
    ) -> Paragraph:
        stated = element.find(qn("w:pPr")) if only is None else None
        changed = stated.find(qn("w:pPrChange")) if stated is not None else None
        mark_properties = stated.find(qn("w:rPr")) if stated is not None else None
        is_old = changed is not None and self.context.view == "original"
        properties = changed.find(qn("w:pPr")) if is_old and changed is not None else stated
        style = self._style(properties)
        marks = marks_of(mark_properties)
        base = self._base(style, table)
        mark = self._run_format(base, mark_properties)
        # What runs on into the next paragraph is no item of a list by itself.
        runs_on = not all(shows(self.context.view, each) for each in marks)
        may_be_none = self._may_be_none(stated, mark)
        inlines = self._inlines(element, base, only) if may_be_none else ()
        takes_number = not runs_on and not (may_be_none and all(isinstance(each, _NO_TEXT) for each in inlines))
        numbered, number, level = self._number(properties, style) if takes_number else (None, "", 0)
        if not may_be_none:  # read after its label is counted: a text box in it may hold items of the same list
            inlines = self._inlines(element, base, only)
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

    def _may_be_none(self, properties: Element | None, mark: RunFormat) -> bool:
        """Whether a paragraph without text is none to a reader: it ends a section, or its mark is hidden."""
        if mark.hidden and not self.context.hidden:
            return True
        return properties is not None and properties.find(qn("w:sectPr")) is not None

    def _inlines(self, element: Element, base: "_Base", only: Element | None) -> tuple[Inline, ...]:
        def format_of(own: Element | None) -> RunFormat:
            return self._run_format(base, own)

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
        if own is not None and self.context.view == "original" and own.find(qn("w:ins")) is not None:
            return None, "", 0
        if own is not None:
            number_element, level_element = own.find(qn("w:numId")), own.find(qn("w:ilvl"))
            number = number_element.get(_VAL, "") if number_element is not None else number
            level = whole(level_element.get(_VAL)) if level_element is not None else level
        if not number or number == "0":
            return None, "", 0
        return numbering.label(number, level), number, level

    # -- formats

    def _base(self, style: str, table: Mapping[str, Any]) -> "_Base":
        """What a run has before it states anything, from the paragraph's style over the table's."""
        run = table.get("run", {})
        key = ("base", style, frozen(run))

        def make() -> _Base:
            defaults, _ = self.definitions.styles.defaults
            return _Base(key, _toggled({**defaults, **run}, self.definitions.styles.run(style)))

        return self.definitions.memo.get(key, make)

    def _run_format(self, base: "_Base", properties: Element | None) -> RunFormat:
        """The look of a run: its own properties over those of its character style over the paragraph's."""

        def make() -> RunFormat:
            direct = run_properties(properties)
            character = str(direct.get("style", ""))
            below = base.properties
            merged = _toggled(below, self.definitions.styles.run(character)) if character else dict(below)
            merged |= direct
            return self._resolved(merged)

        return self.definitions.memo.get((base.key, *signature(properties, _CHANGES)), make)

    def _resolved(self, merged: dict[str, Any]) -> RunFormat:
        theme = self.definitions.theme
        if merged.get("right_to_left") or merged.get("complex"):
            # Arabic, Hebrew and their like have a size, a weight and a face of their own beside those of other text.
            merged["bold"], merged["italic"] = (bool(merged.get(f"complex_{name}")) for name in ("bold", "italic"))
            merged["size"] = merged.get("complex_size") or merged.get("size", _PLAIN.size)
            if face := theme.face(str(merged.get("complex_face", ""))):
                merged["ascii"] = face
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
        below = table.get("paragraph", {})
        level = numbered.level.paragraph if numbered is not None else {}
        own = signature(properties, _NOT_LAYOUT)
        key = ("layout", style, frozen(below), frozen(level), size, own)
        return self.definitions.memo.get(key, lambda: self._layout(properties, style, below, level, size))

    def _layout(
        self,
        properties: Element | None,
        style: str,
        below: Mapping[str, Any],
        level: Mapping[str, Any],
        size: float,
    ) -> ParagraphFormat:
        styles = self.definitions.styles
        _, defaults = styles.defaults
        own = paragraph_properties(properties)
        is_direct = properties is not None and properties.find(qn("w:numPr")) is not None
        # Numbering lies right under the properties of what names it: the paragraph, or a style of its chain.
        older, younger = (styles.paragraph(style), {}) if is_direct else styles.around_numbering(style)
        layers = (older, level, younger, own)
        merged: dict[str, Any] = {**defaults, **below}
        for layer in layers:
            _forget_characters(merged, layer)
            laid_over(merged, layer)
        for name, chars in (("first_line", "first_line_chars"), ("left", "left_chars"), ("right", "right_chars")):
            if merged.get(chars):
                merged[name] = merged[chars] * size
        merged["tabs"] = stops(merged)
        return ParagraphFormat(**{name: value for name, value in merged.items() if name in _PARAGRAPH_NAMES})

    def _label(self, numbered: Numbered, mark: RunFormat, number: str, level: int) -> Label:
        look = {name: getattr(mark, name) for name in _RUN_NAMES}
        face = str(numbered.level.run.get("ascii", ""))
        made = self._resolved({**look, **numbered.level.run})
        is_bullet = numbered.level.format == "bullet"
        if numbered.level.run.get("hidden") and not self.context.hidden:
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
