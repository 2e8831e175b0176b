"""A Word file with its revisions accepted: what a program prints that shows the final text, as packetgen does.

LibreOffice prints revisions as marked text and has no switch for it, so its reference is made from such a copy. Only
what is marked is touched: deleted and moved-away runs go, inserted ones lose the mark, old formats are dropped.
"""

import io
import re
import zipfile

from lxml import etree

_GONE = frozenset({"del", "moveFrom"})
_OPENED = frozenset({"ins", "moveTo"})
_MARKS = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|\w+PrChange|cellIns|cellDel)[ >]")
_STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")


def final(data: bytes) -> bytes:
    """The file's bytes, changed only where it holds revisions."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    marked = [name for name, part in members.items() if _STORIES.fullmatch(name) and _MARKS.search(part)]
    if not marked:
        return data
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in members.items():
            archive.writestr(name, accepted(part) if name in marked else part)
    return made.getvalue()


def accepted(part: bytes) -> bytes:
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root.iter()):
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        parent = element.getparent()
        if parent is None:
            continue
        if name in _GONE or name.endswith("PrChange"):
            parent.remove(element)
        elif name in _OPENED:
            place = parent.index(element)
            parent[place : place + 1] = list(element)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
