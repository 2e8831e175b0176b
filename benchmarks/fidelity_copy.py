"""The copy of a Word file that LibreOffice prints, changed where it is known to differ from Word.

Every rule is general and has its reason in docs/fidelity.md: revisions are accepted; what Word does not set on the
document grid is taken off it, paragraph by paragraph; a paragraph without its style's number keeps its style's indents.
A file that none of them touches is left as it is.
"""

import io
import re
import zipfile
from collections.abc import Mapping

from fidelity_cascade import OFF, Cascade, W, direct, put
from fidelity_stated import stated
from lxml import etree

_GONE = frozenset({"del", "moveFrom"})
_OPENED = frozenset({"ins", "moveTo"})
_MARKS = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|\w+PrChange|cellIns|cellDel)[ >]")
_GRID = re.compile(rb'<w:docGrid [^>]*w:type="(?:lines|linesAndChars)"')
_SIGNS = (_MARKS, re.compile(rb'<w:numId w:val="0"'), re.compile(rb"<w:(?:overflowPunct|bookmarkStart)[ />]"))
"""What a part holds that a rule may change; a grid in any part takes all of them."""
_PLACES = re.compile(r'<w:instrText[^>]*>([^<]*)<|w:(?:anchor|instr)="([^"]*)"')
_STYLES = ("word/styles.xml", "word/numbering.xml")
_STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")


def copy_for_office(data: bytes) -> bytes:
    """The file's bytes; the same where nothing is to be changed."""
    original = _members(data)
    members = stated(original)
    cascade = Cascade(members)
    stories = [name for name in members if _STORIES.fullmatch(name)]
    on_grid = any(_GRID.search(members[name]) for name in stories)
    asks = b"adjustLineHeightInTable" in members.get("word/settings.xml", b"")
    named = _names_of_places(members)
    changed = {}
    for name in (*stories, *(name for name in _STYLES if name in members)):
        part = members[name]
        if not (on_grid or any(sign.search(part) for sign in _SIGNS)):
            continue
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
        before = etree.tostring(root)
        _accept(root)
        _turn_hanging(root)
        _drop_bookmarks(root, named)
        for paragraph in root.iter(f"{W}p"):
            _keep_indents(paragraph, cascade)
            if on_grid:
                _take_off_grid(paragraph, cascade, cells=not asks)
        if etree.tostring(root) != before:
            changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _zipped(members | changed) if changed or members != original else data


def is_without_script_space(data: bytes) -> bool:
    """Whether the text stands without gaps between Han and Latin letters and between Han and digits.

    The default paragraph style decides: a file that says otherwise in single paragraphs is printed with gaps.
    """
    cascade = Cascade(_members(data))
    return all(cascade.is_off("", name) for name in ("autoSpaceDE", "autoSpaceDN"))


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def _zipped(members: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    return made.getvalue()


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


def _turn_hanging(root: etree._Element) -> None:
    """LibreOffice hangs punctuation where nothing is said or overflowPunct is off, and does not where it is on."""
    for element in root.iter(f"{W}overflowPunct"):
        element.set(f"{W}val", "1" if element.get(f"{W}val", "1") in OFF else "0")


def _names_of_places(members: Mapping[str, bytes]) -> frozenset[str]:
    """The words of all fields, and the places that links go to."""
    found: set[str] = set()
    for name, part in members.items():
        if _STORIES.fullmatch(name):
            for words, anchor in _PLACES.findall(part.decode("utf-8", errors="replace")):
                found |= {*words.split(), *anchor.split()}
    return frozenset(found)


def _drop_bookmarks(root: etree._Element, named: frozenset[str]) -> None:
    """LibreOffice begins a line for the end of a bookmark behind a sign that hangs, or takes the sign along."""
    gone = {e.get(f"{W}id") for e in root.iter(f"{W}bookmarkStart") if e.get(f"{W}name") not in named}
    for element in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        if element.get(f"{W}id") in gone and (parent := element.getparent()) is not None:
            parent.remove(element)


def _take_off_grid(paragraph: etree._Element, cascade: Cascade, *, cells: bool) -> None:
    """Lines of exact height, and those in cells unless the file asks for them."""
    in_cell = cells and next(paragraph.iterancestors(f"{W}tc"), None) is not None
    if in_cell or cascade.attributes_of(paragraph, "spacing").get(f"{W}lineRule") == "exact":
        put(paragraph, "snapToGrid", {f"{W}val": "0"})


def _keep_indents(paragraph: etree._Element, cascade: Cascade) -> None:
    """The style's own indents where the paragraph is taken out of its style's list."""
    number = direct(paragraph, "numPr")
    taken = None if number is None else number.find(f"{W}numId")
    if taken is not None and taken.get(f"{W}val") == "0" and (kept := cascade.attributes_of(paragraph, "ind")):
        put(paragraph, "ind", kept)
