"""What a Word file leaves out or hides, stated for LibreOffice as Word takes it (docs/fidelity.md)."""

import re
from collections.abc import Mapping

from lxml import etree

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_MAIN}}}"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"
_RELATIONSHIPS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_NUMBERING = "word/numbering.xml"
_DEFAULTS = (
    b"<w:docDefaults><w:rPrDefault><w:rPr>"
    b'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="20"/>'
    b"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
)
_EMPTY = '<w:{0} xmlns:w="{1}"></w:{0}>'
_CHARACTERS = re.compile(rb'(<w:docGrid [^>]*w:type=")linesAndChars"')


def stated(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The members of a file with what it leaves out stated, hidden numbers emptied, and no grid of characters."""
    made = {**members, **_parts(members)}
    if b"<w:vanish" in made.get(_NUMBERING, b""):
        made[_NUMBERING] = _without_hidden(made[_NUMBERING])
    for name, part in made.items():
        if b'"linesAndChars"' in part:
            made[name] = _CHARACTERS.sub(rb'\1lines"', part)
    return made


def _parts(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The settings and styles that are not there, and what leads to them."""
    if not {_TYPES, _RELATIONSHIPS, "word/document.xml"} <= members.keys():
        return {}
    made = {}
    for kind in ("settings", "styles"):
        if f'/relationships/{kind}"'.encode() not in members[_RELATIONSHIPS]:
            made[f"word/{kind}.xml"] = _EMPTY.format(kind, _MAIN).encode()
    links = "".join(
        f'<Relationship Id="stated-{kind}" Type="{_RELATIONSHIP.format(kind)}" Target="{kind}.xml"/>'
        for kind in ("settings", "styles")
        if f"word/{kind}.xml" in made
    )
    types = "".join(f'<Override PartName="/{name}" ContentType="{_TYPE.format(name[5:-4])}"/>' for name in made)
    if made:
        made[_RELATIONSHIPS] = members[_RELATIONSHIPS].replace(b"</Relationships>", f"{links}</Relationships>".encode())
        made[_TYPES] = members[_TYPES].replace(b"</Types>", f"{types}</Types>".encode())
    styles = made.get("word/styles.xml", members.get("word/styles.xml", b""))
    if styles and b"docDefaults" not in styles:
        made["word/styles.xml"] = re.sub(rb"(<w:styles[^>]*>)", rb"\1" + _DEFAULTS, styles, count=1)
    return made


def _without_hidden(numbering: bytes) -> bytes:
    root = etree.fromstring(numbering, etree.XMLParser(resolve_entities=False, no_network=True))
    for level in root.iter(f"{_W}lvl"):
        hidden, text = level.find(f"{_W}rPr/{_W}vanish"), level.find(f"{_W}lvlText")
        if hidden is not None and hidden.get(f"{_W}val", "1") not in {"0", "false"} and text is not None:
            text.set(f"{_W}val", "")
            suffix = level.find(f"{_W}suff")
            if suffix is None:
                suffix = etree.Element(f"{_W}suff")
                text.addprevious(suffix)
            suffix.set(f"{_W}val", "nothing")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
