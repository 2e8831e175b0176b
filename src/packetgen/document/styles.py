"""The styles part: what a style sets once its ancestors and the document's defaults are laid under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from packetgen.document.properties import laid_over, paragraph_properties, run_properties
from packetgen.ooxml.measures import whole
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

_VAL, _ID, _TYPE = qn("w:val"), qn("w:styleId"), qn("w:type")


@dataclass(frozen=True)
class Styles:
    """Styles by id. An unknown id behaves as the default style of its kind, as Word treats it."""

    root: Element | None
    _cache: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    _numberings: dict[str, tuple[str, int] | None] = field(default_factory=dict)

    @cached_property
    def _by_id(self) -> Mapping[str, Element]:
        if self.root is None:
            return {}
        return {style.get(_ID, ""): style for style in self.root.iter(qn("w:style"))}

    @cached_property
    def defaults(self) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """Run and paragraph properties of the document's defaults."""
        if self.root is None:
            return {}, {}
        run = self.root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        paragraph = self.root.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}")
        return run_properties(run), paragraph_properties(paragraph)

    @cached_property
    def _defaults_by_kind(self) -> Mapping[str, str]:
        return {
            style.get(_TYPE, ""): style_id
            for style_id, style in self._by_id.items()
            if style.get(qn("w:default")) in {"1", "true", "on"}
        }

    def default_id(self, kind: str) -> str:
        return self._defaults_by_kind.get(kind, "")

    def name(self, style_id: str) -> str:
        style = self._by_id.get(style_id)
        name = style.find(qn("w:name")) if style is not None else None
        return name.get(_VAL, style_id) if name is not None else style_id

    def element(self, style_id: str) -> Element | None:
        return self._by_id.get(style_id)

    def chain(self, style_id: str) -> tuple[Element, ...]:
        """A style and its ancestors, the eldest first. A circle ends where it closes."""
        found: list[Element] = []
        seen: set[str] = set()
        while style_id and style_id not in seen and style_id in self._by_id:
            seen.add(style_id)
            style = self._by_id[style_id]
            found.insert(0, style)
            parent = style.find(qn("w:basedOn"))
            style_id = parent.get(_VAL, "") if parent is not None else ""
        return tuple(found)

    def run(self, style_id: str) -> Mapping[str, Any]:
        return self._merged("run", style_id)

    def paragraph(self, style_id: str) -> Mapping[str, Any]:
        return self._merged("paragraph", style_id)

    def around_numbering(self, style_id: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """Paragraph properties of a style as two layers, between which the level of its numbering lies.

        The youngest of its chain that names a number or a level lays that level over what it inherits.
        """
        chain = self.chain(style_id)
        path = f"{qn('w:pPr')}/{qn('w:numPr')}"
        place = max((index for index, style in enumerate(chain) if style.find(path) is not None), default=0)
        if not place:
            return {}, self.paragraph(style_id)
        return self.paragraph(chain[place - 1].get(_ID, "")), _laid(chain[place:])

    def numbering(self, style_id: str) -> tuple[str, int] | None:
        """The number id and level that a paragraph style carries, the nearest ancestor's where it has none."""
        if style_id not in self._numberings:
            self._numberings[style_id] = self._numbering(style_id)
        return self._numberings[style_id]

    def _numbering(self, style_id: str) -> tuple[str, int] | None:
        number, level = None, 0
        for style in self.chain(style_id):
            properties = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if properties is not None:
                number_element, level_element = properties.find(qn("w:numId")), properties.find(qn("w:ilvl"))
                number = number_element.get(_VAL) if number_element is not None else number
                level = whole(level_element.get(_VAL)) if level_element is not None else level
        return (number, level) if number is not None else None

    def _merged(self, kind: str, style_id: str) -> dict[str, Any]:
        key = (kind, style_id)
        if key not in self._cache:
            merged: dict[str, Any] = {}
            if kind == "run":
                for style in self.chain(style_id):
                    merged |= run_properties(style.find(qn("w:rPr")))
            else:
                merged = _laid(self.chain(style_id))
            self._cache[key] = merged
        return self._cache[key]


def _laid(styles: Sequence[Element]) -> dict[str, Any]:
    """The paragraph properties of styles, each over those before it."""
    merged: dict[str, Any] = {}
    for style in styles:
        laid_over(merged, paragraph_properties(style.find(qn("w:pPr"))))
    return merged
