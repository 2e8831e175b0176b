"""The namespaces of WordprocessingML, and qualified names for lxml."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from packetgen.ooxml.xml import Element  # which needs the names below

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
WPC = "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"
WP14 = "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
DSP = "http://schemas.microsoft.com/office/drawing/2008/diagram"
ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741  # the prefix that the schema's own texts use
V = "urn:schemas-microsoft-com:vml"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DC = "http://purl.org/dc/elements/1.1/"
CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
XML = "http://www.w3.org/XML/1998/namespace"

PREFIXES: Mapping[str, str] = {
    "w": W,
    "w14": W14,
    "r": R,
    "a": A,
    "wp": WP,
    "pic": PIC,
    "mc": MC,
    "wps": WPS,
    "wpg": WPG,
    "wpc": WPC,
    "wp14": WP14,
    "w15": W15,
    "c": C,
    "dgm": DGM,
    "dsp": DSP,
    "adec": ADEC,
    "o": O,
    "v": V,
    "m": M,
    "dc": DC,
    "cp": CP,
    "ct": CONTENT_TYPES,
    "rel": RELATIONSHIPS,
    "xml": XML,
}

STRICT: Mapping[str, str] = {
    "http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties": f"{R}/extended-properties",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/customProperties": f"{R}/custom-properties",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    "http://purl.oclc.org/ooxml/drawingml/main": A,
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP,
    "http://purl.oclc.org/ooxml/drawingml/picture": PIC,
    "http://purl.oclc.org/ooxml/officeDocument/math": M,
    **{
        f"http://purl.oclc.org/ooxml/{name}": f"http://schemas.openxmlformats.org/{year}"
        for name, year in (
            ("drawingml/chart", "drawingml/2006/chart"),
            ("drawingml/chartDrawing", "drawingml/2006/chartDrawing"),
            ("drawingml/diagram", "drawingml/2006/diagram"),
            ("drawingml/lockedCanvas", "drawingml/2006/lockedCanvas"),
            ("officeDocument/bibliography", "officeDocument/2006/bibliography"),
            ("officeDocument/customXml", "officeDocument/2006/customXml"),
            ("officeDocument/customProperties", "officeDocument/2006/custom-properties"),
            ("officeDocument/extendedProperties", "officeDocument/2006/extended-properties"),
            ("officeDocument/docPropsVTypes", "officeDocument/2006/docPropsVTypes"),
            ("schemaLibrary/main", "schemaLibrary/2006/main"),
        )
    },
}
"""ISO Strict names to the transitional ones that the rest of the code speaks (ISO/IEC 29500-4, annex A).

They are replaced as text in this order: one that begins another (chart, chartDrawing) must come out right for both.
"""


@cache
def qn(name: str) -> str:
    """`w:p` to the name in braces that lxml uses."""
    prefix, _, local = name.partition(":")
    return f"{{{PREFIXES[prefix]}}}{local}"


_UNDERSTOOD = frozenset({WPS, WPG, WPC, WP14, W14, W15, C, DSP})
"""Namespaces of extensions that the readers know."""


def chosen_alternative(element: "Element") -> Iterator["Element"]:
    """The one branch of an `mc:AlternateContent` that is to be read: the first that is understood, or the fallback."""
    for branch in element:
        if branch.tag == qn("mc:Choice"):
            needed = branch.get("Requires", "").split()
            if needed and all(branch.nsmap.get(prefix) in _UNDERSTOOD for prefix in needed):
                yield branch
                return
        elif branch.tag == qn("mc:Fallback"):
            yield branch
            return
