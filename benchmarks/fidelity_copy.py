"""The copy of a Word file that LibreOffice prints, changed where it is known to differ from Word and has no switch.

Revisions are accepted: LibreOffice prints them as marked text, packetgen the final text. Paragraphs in table cells are
taken off the document grid unless the file asks for it (adjustLineHeightInTable, ISO 29500-1 17.15.3.1): LibreOffice
sets them on it always, Word does not. A file with neither is left as it is.
"""

import io
import re
import zipfile

from lxml import etree

_GONE = frozenset({"del", "moveFrom"})
_OPENED = frozenset({"ins", "moveTo"})
_MARKS = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|\w+PrChange|cellIns|cellDel)[ >]")
_GRID = re.compile(rb'<w:docGrid [^>]*w:type="(?:lines|linesAndChars)"')
_STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def copy_for_office(data: bytes) -> bytes:
    """The file's bytes; the same where nothing is to be changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    stories = [name for name in members if _STORIES.fullmatch(name)]
    asks = b"adjustLineHeightInTable" in members.get("word/settings.xml", b"")
    off_grid = not asks and any(_GRID.search(members[name]) for name in stories)
    changed = {}
    for name in stories:
        part = members[name]
        if _MARKS.search(part) or (off_grid and b"<w:tc>" in part):
            changed[name] = _changed(part, off_grid=off_grid)
    if not changed:
        return data
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (members | changed).items():
            archive.writestr(name, part)
    return made.getvalue()


def _changed(part: bytes, *, off_grid: bool) -> bytes:
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    _accept(root)
    if off_grid:
        for paragraph in root.iterfind(f".//{_W}tc//{_W}p"):
            _take_off_grid(paragraph)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _accept(root: etree._Element) -> None:
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


def _take_off_grid(paragraph: etree._Element) -> None:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = etree.Element(f"{_W}pPr")
        paragraph.insert(0, properties)
    known = properties.find(f"{_W}snapToGrid")
    if known is None:
        known = etree.SubElement(properties, f"{_W}snapToGrid")
    known.set(f"{_W}val", "0")
