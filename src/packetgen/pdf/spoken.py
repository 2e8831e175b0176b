"""Words whose glyphs do not tell their characters: what readers search, copy and read aloud.

The engine says of each glyph, once a face, which characters it first stood for. Two characters may share a glyph (a
space and one that does not break), several may make one, and some have none (a soft hyphen). Where a stretch would be
read as another text than it is, that text stands beside it (`ActualText`, ISO 32000-1, 14.9.4).

Spaces that do not break and zero-width ones are also written by us (spaces.py), in place of other spaces or of
nothing. Those of the document are told apart by a word joiner behind each, which shows nothing and changes no line.
"""

import re
from typing import Any

_STAY, _GAP, _JOINER = "\u00a0", "\u200b", "\u2060"
_OWN = re.compile(f"[{_STAY}{_GAP}{_JOINER}]")
_WRITTEN = re.compile(f"[{_STAY}{_GAP}]{_JOINER}*|{_JOINER}+")
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
            if "".join(_read(stream, line.runs[0], ffi.NULL)) != meant:
                digits = meant.encode("utf-16-be").hex()
                stream.stream[start:start] = [b"/Span", f"<</ActualText <feff{digits}>>>", b"BDC"]
                stream.stream.append(b"EMC")
        return found

    draw.draw_first_line = draw_first_line


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
