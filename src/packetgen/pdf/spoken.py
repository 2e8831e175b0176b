"""Words whose glyphs do not tell their characters: what readers search, copy and read aloud.

The engine says of each glyph, once a face, which characters it first stood for. Two characters may share a glyph (a
space and one that does not break), several may make one, and some have none (a soft hyphen). Where a stretch would be
read as another text than it is, that text stands beside it (`ActualText`, ISO 32000-1, 14.9.4).

Spaces that do not break and zero-width ones are also written by us (spaces.py), in place of other spaces or of
nothing. Those of the document are told apart by a word joiner behind each, which shows nothing and changes no line.
"""

import re
from difflib import SequenceMatcher
from typing import Any

_STAY, _GAP, _JOINER = "\u00a0", "\u200b", "\u2060"
_OWN = re.compile(f"[{_STAY}{_GAP}{_JOINER}]")
_WRITTEN = re.compile(f"[{_STAY}{_GAP}]{_JOINER}*|{_JOINER}+")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters from right to left: their glyphs are drawn in another order than they are read in, and readers turn them."""
_HYPHENATED = re.compile("(?<=\u00ad)[-\u2010]$")
_EMPTY, _UNKNOWN = 0x0FFFFFFF, 0x10000000
"""Pango's glyph for what shows nothing, and its sign for what no face holds."""


def told(text: str) -> str:
    """The document's text with its own spaces told apart from those that we write."""
    return _OWN.sub(lambda found: found[0] + _JOINER, text)


def spoken(written: str) -> str:
    """What was the document's text before `told`, `kept` and `gapped`, and a hyphen at the end of a line."""
    return _WRITTEN.sub(_meant, _HYPHENATED.sub("", written))


def _meant(found: re.Match[str]) -> str:
    first = found[0][0]
    joiners = found[0].count(_JOINER)
    own = first if first != _JOINER and joiners % 2 else {_STAY: " "}.get(first, "")
    return own + _JOINER * (joiners // 2)


def install(draw: Any, ffi: Any) -> None:  # noqa: ANN401  # the library has no types
    """Change the module that draws text. `ffi` is its interface to Pango."""
    original = draw.draw_first_line

    def draw_first_line(stream: Any, box: Any, *arguments: Any) -> Any:  # noqa: ANN401
        if not hasattr(box, "element"):
            # Words of a picture, whose text cannot be set.
            return original(stream, box, *arguments)
        start = len(stream.stream)
        text = box.text
        if text.isspace():
            box.text = "."  # the engine leaves out what shows nothing: words would run into each other
        found = original(stream, box, *arguments)
        box.text = text
        if len(stream.stream) > start:
            line, _ = box.pango_layout.get_first_line()
            meant = spoken(_text(box, line))
            read = list(_read(stream, line.runs[0], ffi.NULL))
            if "".join(read) != meant and not _FROM_RIGHT.search(meant):
                stream.stream[start:] = beside(stream.stream[start:], read, meant)
        return found

    draw.draw_first_line = draw_first_line


def beside(drawn: list[bytes], read: list[str], meant: str) -> list[bytes]:
    """Operators that draw a line of text, with other texts beside those of its glyphs that would be misread.

    Only those: some readers take a text that stands beside a whole line for another line.

    Args:
        drawn: the operators; those that draw glyphs are arrays of codes and of spaces between them.
        read: what each glyph is read as.
        meant: what the line says.
    """
    texts = _by_glyph(read, meant) if any(read) else {}
    made: list[bytes] = []
    glyph, is_open = 0, False
    for operator in drawn:
        if not operator.endswith(b"] TJ"):
            made.append(operator)
            continue
        array = b""
        for codes, space in _SHOWN.findall(operator):
            array += space
            for code in _CODE.findall(codes):
                text = texts.get(glyph)
                if is_open and text != "":  # another text, or none
                    made += [b"[" + array + b"] TJ", b"EMC"]
                    array, is_open = b"", False
                if text is not None and not is_open:
                    made += [*_shown(array), b"/Span", _said(text), b"BDC"]
                    array, is_open = b"", True
                array += b"<" + code + b">"
                glyph += 1
        made += _shown(array)
    if glyph != len(read) or not texts:  # a face whose codes are shorter, glyphs none of which is read as anything
        return [b"/Span", _said(meant), b"BDC", *drawn, b"EMC"]
    return [*made, b"EMC"] if is_open else made


_SHOWN = re.compile(rb"<([0-9a-f]*)>|(-?[\d.]+)")
_CODE = re.compile(rb"[0-9a-f]{4}")


def _shown(array: bytes) -> list[bytes]:
    return [b"[" + array + b"] TJ"] if array else []


def _said(text: str) -> bytes:
    return f"<</ActualText <feff{text.encode('utf-16-be').hex()}>>>".encode()


def _by_glyph(read: list[str], meant: str) -> dict[int, str]:
    """The text that belongs beside each glyph that is misread; "" where that of the glyph before stands for it too."""
    owners = [glyph for glyph, text in enumerate(read) for _ in text]
    parts = [""] * len(read)
    wrong: set[int] = set()
    for kind, start, end, first, last in SequenceMatcher(None, "".join(read), meant, autojunk=False).get_opcodes():
        if kind == "equal":
            for offset in range(end - start):
                parts[owners[start + offset]] += meant[first + offset]
            continue
        # What has no glyph goes with the one in front of it.
        glyphs = range(owners[start], owners[end - 1] + 1) if end > start else [owners[max(start - 1, 0)]]
        parts[glyphs[0]] += meant[first:last]
        wrong.update(glyphs)
    found: dict[int, str] = {}
    for glyph in sorted(wrong):
        found[glyph] = parts[glyph]
        # One that stands for nothing goes with the nearest in front of it that stands for something.
        head = glyph
        while head and not parts[head] and head - 1 not in found:
            head -= 1
            found[head] = parts[head]
    return found


def _text(box: Any, line: Any) -> str:  # noqa: ANN401
    text: str = box.pango_layout.text
    if line.start_index == 0 and line.length >= len(text):  # bytes, at least as many as characters
        return text
    return text.encode()[line.start_index : line.start_index + line.length].decode(errors="replace")


def _read(stream: Any, run: Any, end: Any) -> Any:  # noqa: ANN401
    """What the glyphs of a line stand for, one by one."""
    while run != end:
        item, glyphs = run.data.item, run.data.glyphs
        characters = stream.add_font(item.analysis.font)[0].to_unicode
        for info in glyphs.glyphs[0 : glyphs.num_glyphs]:
            number = info.glyph
            if number == _EMPTY:
                continue
            if number & _UNKNOWN:
                yield "\ufffd"
                continue
            character = characters.get(number, "")
            if character == _STAY:  # most often it stands for the other space
                character = characters[number] = " "
            yield character
        run = run.next
