"""The text of a PDF as a reader takes it from the file: what its glyphs stand for, or what is said in their place.

Reads what our engine writes, and no more: ISO 32000-1, 9.10.3 (ToUnicode) and 14.9.4 (ActualText).
"""

import re
import zlib
from collections.abc import Iterator

Objects = dict[int, tuple[bytes, bytes]]  # dictionary or value, and stream

_OBJECT = re.compile(rb"(\d+) 0 obj\n")
_STREAM = re.compile(rb"<<([^\n]*)>>\nstream\n")
_MAPPED = re.compile(rb"<([0-9a-f]+)> <([0-9a-f]*)>")
_TOKEN = re.compile(rb"<<.*?>>(?=\s)|\[.*?\]|/[^\s/<\[]+|[^\s/<\[]+", re.DOTALL)
_HEX = re.compile(rb"<([0-9a-f]*)>")


def text_of_pages(data: bytes) -> list[list[str]]:
    """What each text object (BT to ET) of each page says, in the order in which they are drawn."""
    objects = _objects(data)
    faces = {number: _mapping(objects, number) for number, (head, _) in objects.items() if b"/ToUnicode" in head}
    names = {
        name: faces[int(number)]
        for head, _ in objects.values()
        for name, number in re.findall(rb"/(\w+) (\d+) 0 R", head)
        if int(number) in faces
    }
    return [list(_texts(content, names)) for content in contents_of_pages(data)]


def contents_of_pages(data: bytes) -> list[bytes]:
    """What draws each page."""
    objects = _objects(data)
    return [
        objects[int(found[1])][1]
        for head, _ in objects.values()
        if (found := re.search(rb"/Type /Page\b.*?/Contents (\d+) 0 R", head, re.DOTALL)) is not None
    ]


def _objects(data: bytes) -> Objects:
    found: Objects = {}
    position = 0
    while match := _OBJECT.search(data, position):
        position = match.end()
        stream = _STREAM.match(data, position)
        if stream is None:
            end = data.index(b"endobj", position)
            found[int(match[1])] = (data[position:end], b"")
            position = end
            continue
        length = int(re.search(rb"/Length (\d+)", stream[1])[1])  # type: ignore[index]
        raw = data[stream.end() : stream.end() + length]
        raw = zlib.decompressobj().decompress(raw) if b"/FlateDecode" in stream[1] else raw
        found[int(match[1])] = (stream[1], raw)
        position = stream.end() + length
    for head, raw in list(found.values()):
        if b"/ObjStm" in head:
            first = int(re.search(rb"/First (\d+)", head)[1])  # type: ignore[index]
            numbers = [int(each) for each in raw[:first].split()]
            starts = [*numbers[1::2], len(raw) - first]
            for index, number in enumerate(numbers[::2]):
                found[number] = (raw[first + starts[index] : first + starts[index + 1]], b"")
    return found


def _mapping(objects: Objects, face: int) -> dict[str, str]:
    number = int(re.search(rb"/ToUnicode (\d+) 0 R", objects[face][0])[1])  # type: ignore[index]
    return {
        glyph.decode(): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in _MAPPED.findall(objects[number][1].partition(b"beginbfchar")[2])
    }


def _texts(content: bytes, names: dict[bytes, dict[str, str]]) -> Iterator[str]:
    said: list[str] = []
    instead: list[bool] = []  # of the marked contents that are open, whether a text stands beside it
    face: dict[str, str] = {}
    before = b""
    for token in _TOKEN.findall(content):
        if token == b"BT":
            said = []
        elif token == b"ET":
            yield "".join(said)
        elif token == b"BDC":
            actual = re.search(rb"/ActualText <feff([0-9a-f]*)>", before)
            if actual is not None:
                said.append(bytes.fromhex(actual[1].decode()).decode("utf-16-be"))
            instead.append(actual is not None)
        elif token == b"EMC":
            instead.pop()
        elif token[:1] == b"/" and token[1:] in names:
            face = names[token[1:]]
        elif token[:1] == b"[" and not any(instead):
            said += [face[glyph] for run in _HEX.findall(token) for glyph in re.findall("....", run.decode())]
        before = token
