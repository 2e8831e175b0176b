"""Text to literals and tags, each with its place, before anything else looks at the text.

A tag may hold what Markdown would take for its own (`|`, `*`, `#`), so tags come out first and go back as opaque
tokens: characters of a plane that no text may use.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from packetgen.diagnostics import Diagnostic, Span, error
from packetgen.sources.characters import is_refused, name_of

TagKind = Literal["output", "statement"]

FIRST_TOKEN = 0xF0000  # plane 15: private use, refused in text
_OPEN = re.compile(r"\{\{|\{%|\{#(?=\s|[^{}\n]*#\})")  # `{#payment}` is a block id
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
_TRIMS = frozenset("-+")


@dataclass(frozen=True, slots=True)
class Tag:
    """What stands between the delimiters, and where the tag begins."""

    kind: TagKind
    body: str
    span: Span


@dataclass(slots=True)
class Lines:
    """Offsets of a text to lines and columns, both from 1."""

    source: str
    text: str
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]

    def span(self, offset: int) -> Span:
        line = bisect_right(self._starts, offset)
        return Span(self.source, line, offset - self._starts[line - 1] + 1)


@dataclass(frozen=True, slots=True)
class Lexed:
    """The text with one character in place of each tag. Columns behind a tag shift, so tags carry their own spans."""

    text: str
    tags: tuple[Tag, ...]
    diagnostics: tuple[Diagnostic, ...]

    def tag(self, token: str) -> Tag:
        return self.tags[ord(token) - FIRST_TOKEN]


def is_token(ch: str) -> bool:
    return ord(ch) >= FIRST_TOKEN


def lex(text: str, source: str) -> Lexed:
    """Take every tag out of a text. Comments vanish, with the line that they have for themselves."""
    lines = Lines(source, text)
    parts: list[str] = []
    tags: list[Tag] = []
    text, found = _without_refused(text, lines)
    position = 0
    for start, end, opening in delimited(text):
        if end is None:
            found.append(error("PG301", lines.span(start), opening=opening, closing=_CLOSE[opening]))
            continue
        parts.append(text[position:start])
        if opening == "{#":
            # The lines of a comment go on counting: a reader of spans needs the same number of line ends.
            parts.append("\n" * text.count("\n", start, end))
        else:
            parts.append(chr(FIRST_TOKEN + len(tags)))
            kind: TagKind = "output" if opening == "{{" else "statement"
            body, trims = body_of(text[start + 2 : end - 2])
            if trims:
                found.append(error("PG303", lines.span(start), sign=trims))
            tags.append(Tag(kind, body, lines.span(start)))
        position = end
    parts.append(text[position:])
    return Lexed("".join(parts), tuple(tags), tuple(found))


def delimited(text: str) -> Iterator[tuple[int, int | None, str]]:
    """Where tags and comments begin and end (None: not closed), and what opens them."""
    position = 0
    while match := _OPEN.search(text, position):
        end = _closing(text, match.end(), _CLOSE[match.group()])
        yield match.start(), None if end is None else end + 2, match.group()
        position = match.end() if end is None else end + 2


def _without_refused(text: str, lines: Lines) -> tuple[str, list[Diagnostic]]:
    """Characters that no document may hold, and those that stand for tags here, replaced one for one and reported."""
    refused = {ch for ch in set(text) if is_token(ch) or (is_refused(ch) and ch != "\t")}
    if not refused:
        return text, []
    found = [error("PG302", lines.span(at), character=name_of(ch)) for at, ch in enumerate(text) if ch in refused]
    return "".join("\ufffd" if ch in refused else ch for ch in text), found


def body_of(inside: str) -> tuple[str, str]:
    """What a tag says, and a sign at either end that trims blanks in other dialects."""
    start = inside[:1] if inside[:1] in _TRIMS else ""
    end = inside[-1:] if inside[-1:] in _TRIMS else ""
    return inside.removeprefix(start).removesuffix(end).strip(), start or end


def _closing(text: str, start: int, closing: str) -> int | None:
    """Where a tag closes, passing over quoted text. A tag that another begins in is not closed."""
    position = start
    while position < len(text):
        if text.startswith(closing, position):
            return position
        if closing != "#}" and text.startswith(("{{", "{%"), position):
            return None
        quoted = _QUOTED.match(text, position) if closing != "#}" else None
        position = quoted.end() if quoted else position + 1
    return None
