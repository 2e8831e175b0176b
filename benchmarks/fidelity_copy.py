"""The copy of a Word file that LibreOffice prints, changed where it is known to differ from Word.

Every rule is general and has its reason in docs/fidelity.md: revisions are accepted; what Word does not set on the
document grid is taken off it, paragraph by paragraph; a paragraph without its style's number keeps its style's indents.
A file that none of them touches is left as it is.
"""

import io
import math
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
_SIGNS = (_MARKS, re.compile(rb'<w:numId w:val="0"'), re.compile(rb"<w:(?:overflowPunct|bookmarkStart)[ />]|w:line="))
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
    levels = _levels(members.get("word/numbering.xml"))
    changed = {}
    for name in (*stories, *(name for name in _STYLES if name in members)):
        part = members[name]
        if not (on_grid or levels or any(sign.search(part) for sign in _SIGNS)):
            continue
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
        before = etree.tostring(root)
        _accept(root)
        _turn_hanging(root)
        for spacing in root.iter(f"{W}spacing"):
            _round_multiple(spacing)
        for indent in root.iterfind(f".//{W}pPr/{W}ind"):
            _state_left(indent, levels)
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
    for gone in _GONE:
        for mark in root.findall(f".//{W}p/{W}pPr/{W}rPr/{W}{gone}"):
            _join_next(next(mark.iterancestors(f"{W}p")))
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


def _join_next(paragraph: etree._Element) -> None:
    """What is left of a paragraph whose mark is deleted goes on as the next paragraph."""
    following = paragraph.getnext()
    if following is None or following.tag != f"{W}p":
        return
    rest = [each for each in paragraph if each.tag != f"{W}pPr"]
    place = 0 if following.find(f"{W}pPr") is None else 1
    following[place:place] = rest
    paragraph.getparent().remove(paragraph)


def _round_multiple(spacing: etree._Element) -> None:
    line = spacing.get(f"{W}line", "")
    if line.isdecimal() and spacing.get(f"{W}lineRule", "auto") == "auto":
        hundredths = math.floor(int(line) / 2.4 + 0.5)
        spacing.set(f"{W}line", str(math.ceil(round(hundredths * 2.4, 3))))


def _state_left(indent: etree._Element, levels: dict[tuple[str, str], str]) -> None:
    number = indent.getparent().find(f"{W}numPr")
    if number is None or any(f"{W}{side}" in indent.attrib for side in ("left", "start", "leftChars", "startChars")):
        return
    named = [number.find(f"{W}{name}") for name in ("numId", "ilvl")]
    key = tuple("0" if each is None else each.get(f"{W}val", "0") for each in named)
    if left := levels.get((key[0], key[1])):
        # One more than the level has: LibreOffice forgets what equals it.
        indent.set(f"{W}left", str(int(left) + 1))


def _levels(part: bytes | None) -> dict[tuple[str, str], str]:
    """The left indent of each level, by the numbers of its instance and its own."""
    root = (
        etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True)) if part is not None else None
    )
    if root is None:
        return {}
    found = {
        (definition.get(f"{W}abstractNumId"), level.get(f"{W}ilvl")): indent.get(f"{W}left") or indent.get(f"{W}start")
        for definition in root.iterfind(f"{W}abstractNum")
        for level in definition.iterfind(f"{W}lvl")
        for indent in level.iterfind(f"{W}pPr/{W}ind")
    }
    return {
        (number.get(f"{W}numId", ""), own): left
        for number in root.iterfind(f"{W}num")
        for (abstract, own), left in found.items()
        if abstract == number.find(f"{W}abstractNumId").get(f"{W}val") and left and own
    }


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
