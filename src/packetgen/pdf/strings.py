"""The bytes of a PDF that our engine wrote to all text in it, but for the words that its pages draw.

Words on a page are numbers of glyphs in a cut-down face; who wants to search them has the words that were printed
(`Pdf.words`). Everything else is here: properties, metadata, outline, descriptions of pictures, addresses of links,
names of places, files attached.
"""

import re
import zlib
from collections.abc import Iterator

STRINGS = "strings"
"""What `pdf_parts` calls all strings of a file."""

_STREAM = re.compile(rb"<<([^\n]*)>>\nstream\n")
_LENGTH = re.compile(rb"/Length (\d+)")
_TYPE = re.compile(rb"/Type /(\w+)")
_NO_TEXT = re.compile(
    rb"/Subtype /(?:OpenType|Type1C|CIDFontType0C|Image)|/Length1 |/Type /XRef"  # faces, pictures, the table of objects
    rb"|^/N \d/Filter"  # a colour profile
    rb"|^/Filter /FlateDecode/Length \d+$"  # a page, or the characters of a face
)
_LITERAL = re.compile(rb"\(([^\\()]*(?:\\.[^\\()]*)*)\)", re.DOTALL)
_DIGITS = re.compile(rb"<([0-9A-Fa-f][0-9A-Fa-f\s]*)>")
_ESCAPE = re.compile(rb"\\([0-7]{1,3})|\\(\r\n|.)|\r\n?", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_MARKS = ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8"))


def pdf_parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Each stream that may hold text, by its type and inflated, and all strings of the file (UTF-8, NUL between)."""
    objects: list[bytes] = []
    position = 0
    while head := _STREAM.search(data, position):
        objects.append(data[position : head.end()])
        length = _LENGTH.search(head[1])
        position = head.end() + (int(length[1]) if length else 0)
        if _NO_TEXT.search(head[1]):
            continue
        raw = data[head.end() : position]
        raw = zlib.decompressobj().decompress(raw) if b"/FlateDecode" in head[1] else raw
        kind = _TYPE.search(head[1])
        if kind is not None and kind[1] == b"ObjStm":
            objects.append(raw)
        else:
            yield kind[1].decode() if kind else "stream", raw
    objects.append(data[position:])
    text = b"\n".join(objects)
    # Two passes: one pattern for both is five times as slow. Digits in angles within a literal count twice.
    literals = (_decoded(_ESCAPE.sub(_unescaped, each)) for each in _LITERAL.findall(text))
    digits = (_decoded(_bytes(each)) for each in _DIGITS.findall(text))
    yield STRINGS, "\0".join((*literals, *digits)).encode(errors="replace")


def _bytes(digits: bytes) -> bytes:
    packed = b"".join(digits.split())
    return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode())


def _unescaped(match: re.Match[bytes]) -> bytes:
    octal, sign = match.groups()
    if octal is not None:
        return bytes([int(octal, 8) & 0xFF])
    return b"\n" if sign is None else _ESCAPED.get(sign, sign)


def _decoded(raw: bytes) -> str:
    for mark, coding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(coding, errors="replace")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")
