"""Styles of a Word template to those of a house, matched by name; styles that only the file has come along."""

from collections.abc import Mapping
from copy import deepcopy

from packetgen.house.model import CHARACTER_STYLES, STYLE_NAMES, TABLE_STYLES
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element, bare_markup

_REFERENCES = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"), qn("w:basedOn"), qn("w:next"), qn("w:link"))
_VAL, _ID = qn("w:val"), qn("w:styleId")
_HOUSE: Mapping[str, str] = {
    name.casefold(): style_id
    for names in (STYLE_NAMES, CHARACTER_STYLES, TABLE_STYLES)
    for style_id, name in names.values()
} | {"default paragraph font": "DefaultParagraphFont", "normal table": "TableNormal", "no list": "NoList"}


class StyleMap:
    """The styles of one file. `carried` are definitions that no house has, by id."""

    def __init__(self, styles: Element | None) -> None:
        self._own = {} if styles is None else {each.get(_ID, ""): each for each in styles.iter(qn("w:style"))}
        self._ids: dict[str, str] = {}
        self.carried: dict[str, Element] = {}

    def apply(self, root: Element) -> None:
        """Rename the styles that a story refers to."""
        for reference in root.iter(*_REFERENCES):
            reference.set(_VAL, self._id(reference.get(_VAL, "")))

    def definitions(self) -> str:
        return "".join(bare_markup(each) for each in self.carried.values())

    def _id(self, own: str) -> str:
        """The house's id of a style of the file; where no house has its name, an id of its own."""
        if own in self._ids:
            return self._ids[own]
        definition = self._own.get(own)
        name = own if definition is None else _name(definition)
        known = _HOUSE.get(name.casefold())
        self._ids[own] = known or f"Own{own}"
        if known is None and definition is not None:
            carried = deepcopy(definition)
            self.carried[own] = carried
            carried.set(_ID, self._ids[own])
            carried.attrib.pop(qn("w:default"), "")
            self.apply(carried)
        return self._ids[own]


def _name(definition: Element) -> str:
    name = definition.find(qn("w:name"))
    return "" if name is None else name.get(_VAL, "")
