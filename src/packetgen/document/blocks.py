"""Block elements to paragraphs and tables with their effective properties."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from packetgen.document.inlines import InlineReader
from packetgen.document.model import Block, Inline, Label, Paragraph, ParagraphFormat, Run, RunFormat
from packetgen.document.numbering import Numbered, Numbering
from packetgen.document.properties import TOGGLES, paragraph_properties, run_properties
from packetgen.document.styles import Styles
from packetgen.document.tables import TableReader
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

_VAL = qn("w:val")
_WRAPPERS = frozenset(
    {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:moveTo"), qn("w:smartTag")}
)
_RUN_NAMES = frozenset(each.name for each in fields(RunFormat))
_PARAGRAPH_NAMES = frozenset(each.name for each in fields(ParagraphFormat))


@dataclass(slots=True)
class BlockReader:
    """Reads the blocks of one part. `table` are the properties that a table style lays under its paragraphs."""

    styles: Styles
    numbering: Numbering
    inlines: InlineReader
    part: str

    def blocks(self, parent: Element, address: str = "", table: Mapping[str, Any] | None = None) -> tuple[Block, ...]:
        return tuple(self._blocks(parent, address, table or {}))

    def _blocks(self, parent: Element, address: str, table: Mapping[str, Any]) -> Iterator[Block]:
        for index, child in enumerate(parent):
            place = f"{address}/{index}"
            if child.tag == qn("w:p"):
                yield self.paragraph(child, place, table)
            elif child.tag == qn("w:tbl"):
                yield TableReader(self.styles, self).table(child, place)
            elif child.tag in _WRAPPERS:
                yield from self._blocks(child, place, table)
            elif child.tag == qn("mc:AlternateContent"):
                fallback = child.find(qn("mc:Fallback"))
                if fallback is not None:
                    yield from self._blocks(fallback, place, table)
            elif child.tag in {qn("w:altChunk"), qn("w:subDoc")}:
                self.inlines.unknown(child.tag)

    def paragraph(self, element: Element, address: str, table: Mapping[str, Any]) -> Paragraph:
        properties = element.find(qn("w:pPr"))
        style = self._style(properties)
        numbered, number, level = self._number(properties, style)
        direct_run = run_properties(properties.find(qn("w:rPr")) if properties is not None else None)
        base = self._run_base(style, table)
        mark = self._run_format(base, direct_run)
        inlines = self.inlines.read(element, lambda own: self._run_format(base, run_properties(own)))
        size = _size(inlines) or mark.size
        layout = self._paragraph_format(properties, style, table, numbered, size)
        label = None if numbered is None else self._label(numbered, mark, number, level)
        return Paragraph(inlines, layout, mark, style, self.styles.name(style), label, f"{self.part}{address}")

    def _style(self, properties: Element | None) -> str:
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        style = named.get(_VAL, "") if named is not None else ""
        return style if self.styles.element(style) is not None else self.styles.default_id("paragraph")

    def _number(self, properties: Element | None, style: str) -> tuple[Numbered | None, str, int]:
        own = properties.find(qn("w:numPr")) if properties is not None else None
        number, level = self.styles.numbering(style) or ("", 0)
        if own is not None:
            number_element, level_element = own.find(qn("w:numId")), own.find(qn("w:ilvl"))
            number = number_element.get(_VAL, "") if number_element is not None else number
            level = int(level_element.get(_VAL, "0")) if level_element is not None else level
        if not number or number == "0":
            return None, "", 0
        return self.numbering.label(number, level), number, level

    def _run_base(self, style: str, table: Mapping[str, Any]) -> dict[str, Any]:
        defaults, _ = self.styles.defaults
        below = {**defaults, **table.get("run", {})}
        return _toggled(below, self.styles.run(style))

    def _run_format(self, base: Mapping[str, Any], direct: Mapping[str, Any]) -> RunFormat:
        character = str(direct.get("style", ""))
        merged = _toggled(base, self.styles.run(character)) if character else dict(base)
        merged |= direct
        return RunFormat(**{name: value for name, value in merged.items() if name in _RUN_NAMES})

    def _paragraph_format(
        self, properties: Element | None, style: str, table: Mapping[str, Any], numbered: Numbered | None, size: float
    ) -> ParagraphFormat:
        _, defaults = self.styles.defaults
        own = paragraph_properties(properties)
        from_style = self.styles.paragraph(style)
        level = dict(numbered.level.paragraph) if numbered is not None else {}
        is_direct = properties is not None and properties.find(qn("w:numPr")) is not None
        # A style that names its own numbering overrides the level's indents; direct numbering overrides the style's.
        layers = (from_style, level, own) if is_direct else (level, from_style, own)
        merged: dict[str, Any] = {**defaults, **table.get("paragraph", {})}
        for layer in layers:
            _forget_characters(merged, layer)
            merged |= layer
        for name, key in (("first_line", "first_line_chars"), ("left", "left_chars"), ("right", "right_chars")):
            if merged.get(key):
                merged[name] = merged[key] * size
        return ParagraphFormat(**{name: value for name, value in merged.items() if name in _PARAGRAPH_NAMES})

    def _label(self, numbered: Numbered, mark: RunFormat, number: str, level: int) -> Label:
        look = {name: getattr(mark, name) for name in _RUN_NAMES} | dict(numbered.level.run)
        is_bullet = numbered.level.format == "bullet"
        text = _BULLETS.get(numbered.text, numbered.text) if is_bullet else numbered.text
        made = RunFormat(**{name: value for name, value in look.items() if name in _RUN_NAMES})
        return Label(text, numbered.level.suffix, made, number, level, is_bullet)


_BULLETS = {"\uf0b7": "•", "\uf06c": "●", "\uf06e": "■", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "o": "○"}
"""Bullets of Word's symbol faces to the characters that other faces hold."""


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
