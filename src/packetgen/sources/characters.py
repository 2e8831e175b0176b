"""Bytes to text, and text to the characters in it that no source may hold, each with its name and place."""

import re
import unicodedata
from collections.abc import Iterable

from packetgen.diagnostics import Diagnostic, Outcome, Span, error

BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They change the order in which a text is shown: a document could show another sum than the one it holds."""

_REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
"""Controls, lone surrogates, unassigned (with noncharacters), and the separators that YAML takes for line ends."""

_LAST_TWO = 0xFFFE
"""What the numbers of the last two characters of every plane have in common."""
_BLOCK = range(0xFDD0, 0xFDF0)
"""The other noncharacters."""


_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
"""A lone surrogate, written as if it were a character."""


def decode(data: bytes, source: str) -> Outcome[str]:
    """Bytes of a file to text, which must be UTF-8."""
    try:
        return Outcome(data.decode("utf-8-sig"))
    except UnicodeDecodeError as failure:
        before = data[: failure.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        span = Span(source, line, column)
        half = _SURROGATE.match(data, failure.start)
        if half is not None:
            return Outcome(None, (error("PG109", span, character=name_of(half[0].decode("utf-8", "surrogatepass"))),))
        return Outcome(None, (error("PG114", span, byte=f"{data[failure.start]:02x}"),))


def normalise(text: str) -> str:
    """Text without a byte order mark and with LF as its only line end."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def is_refused(character: str) -> bool:
    if character == "\n":
        return False
    return character in BIDI_CONTROLS or unicodedata.category(character) in _REFUSED_CATEGORIES


def refused_in(text: str) -> frozenset[str]:
    """The refused characters of a text (line ends are not refused)."""
    return frozenset(each for each in set(text) if is_refused(each))


def is_noncharacter(character: str) -> bool:
    """Whether Unicode will never assign a character this number."""
    number = ord(character)
    return number & _LAST_TWO == _LAST_TWO or number in _BLOCK


def name_of(character: str) -> str:
    """A character by number and name: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    number = f"U+{ord(character):04X}"
    category = "noncharacter" if is_noncharacter(character) else unicodedata.category(character)
    kind = {
        "noncharacter": "noncharacter",
        "Cc": "control character",
        "Cs": "lone surrogate",
        "Cn": "unassigned character",
    }.get(category, "")
    return f"{number} {unicodedata.name(character, kind)}".rstrip()


def check_characters(text: str, source: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """A text with refused characters replaced one for one (so that reading can go on), and what was refused."""
    refused = refused_in(text)
    if not refused:
        return text, ()
    pattern = re.compile("[" + re.escape("".join(sorted(refused))) + "]")
    diagnostics = tuple(_faults(text, pattern, source))
    return pattern.sub(lambda found: " " if found[0] == "\t" else "\ufffd", text), diagnostics


def _faults(text: str, pattern: re.Pattern[str], source: str) -> Iterable[Diagnostic]:
    for number, line in enumerate(text.split("\n"), start=1):
        for found in pattern.finditer(line):
            span = Span(source, number, found.start() + 1)
            yield error("PG110", span) if found[0] == "\t" else error("PG109", span, character=name_of(found[0]))
