"""What paragraphs take from their styles, and properties written into them in the schema's order.

Stands alone, apart from packetgen's own cascade: what is measured must not make the measure.
"""

from collections.abc import Iterator, Mapping

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
OFF = frozenset({"0", "false", "off"})
_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
    "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
    "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
    "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
"""The children of w:pPr in the order of their sequence (ISO/IEC 29500-1, CT_PPr)."""
_DEPTH = 20


class Cascade:
    """The paragraph styles of a file, and its defaults."""

    def __init__(self, members: Mapping[str, bytes]) -> None:
        part = members.get("word/styles.xml")
        root = (
            None if part is None else etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
        )
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        self._defaults: etree._Element | None = None
        if root is None:
            return
        self._defaults = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        for style in root.iterfind(f"{W}style"):
            if style.get(f"{W}type", "paragraph") == "paragraph":
                self._styles[style.get(f"{W}styleId", "")] = style
                if style.get(f"{W}default", "0") not in OFF:
                    self._default = style.get(f"{W}styleId", "")

    def is_off(self, style: str, name: str) -> bool:
        """Whether the nearest that says something of a toggle says no; "" is the default style."""
        found = next((e for p in self._chain(style) if (e := p.find(f"{W}{name}")) is not None), None)
        return found is not None and found.get(_VAL, "1") in OFF

    def attributes_of(self, paragraph: etree._Element, name: str) -> dict[str, str]:
        """The attributes of a property that hold for a paragraph, each from the nearest that states it."""
        style = direct(paragraph, "pStyle")
        own = direct(paragraph, name)
        found: dict[str, str] = {} if own is None else dict(own.attrib)
        for properties in self._chain("" if style is None else style.get(_VAL, "")):
            stated = properties.find(f"{W}{name}")
            found = (dict(stated.attrib) if stated is not None else {}) | found
        return found

    def _chain(self, name: str) -> Iterator[etree._Element]:
        """The properties of a style, of those that it is based on, and the defaults."""
        style = self._styles.get(name, self._styles.get(self._default))
        for _ in range(_DEPTH):
            if style is None:
                break
            if (properties := style.find(f"{W}pPr")) is not None:
                yield properties
            base = style.find(f"{W}basedOn")
            style = None if base is None else self._styles.get(base.get(_VAL, ""))
        if self._defaults is not None:
            yield self._defaults


def direct(paragraph: etree._Element, name: str) -> etree._Element | None:
    """A property that the paragraph itself states."""
    return paragraph.find(f"{W}pPr/{W}{name}")


def put(paragraph: etree._Element, name: str, attributes: Mapping[str, str]) -> None:
    """State a property in a paragraph, at its place in the schema's sequence."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    known = properties.find(f"{W}{name}")
    if known is None:
        known = etree.Element(f"{W}{name}")
        later = frozenset(f"{W}{each}" for each in _ORDER[_ORDER.index(name) + 1 :])
        place = next((i for i, child in enumerate(properties) if child.tag in later), len(properties))
        properties.insert(place, known)
    for key, value in attributes.items():
        known.set(key, value)
