r"""The words of a paragraph to inlines: text, strong and emphasised parts, line breaks, tags.

`**` and `*` open before a character that is no blank and close after one; nothing else decides, so that emphasis
works beside Han and full-width punctuation. `\\` before a sign takes its meaning away.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from packetgen.diagnostics import Span, error
from packetgen.sources import near
from packetgen.template.language import Checker, Scope, inside
from packetgen.template.lexer import Lexed, Tag, is_token
from packetgen.template.model import (
    Emphasis,
    Expression,
    Inline,
    InlineFor,
    InlineIf,
    LineBreak,
    Output,
    Strong,
    Text,
)

_ESCAPED = re.compile(r"\\([\\*|<>^{}#\-.\[\]_`:~])")
_WORD = re.compile(r"([a-z]+)\b\s*(.*)", re.DOTALL)
_STARS = re.compile(r"\*+")
_STYLES = {1: ("emphasis",), 2: ("strong",), 3: ("strong", "emphasis")}
_SIGNS = {"strong": "**", "emphasis": "*"}
_STATEMENTS = ("for", "if", "elif", "else", "endfor", "endif")
_SHARED_SIGNS = frozenset("“”‘’…—·")  # beside Han they are Chinese signs
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: text, a tag, or a mark (`**`, `*`, newline)."""

    kind: str  # text, tag, strong, emphasis, break
    text: str
    span: Span
    tag: Tag | None = None
    opens: bool = False
    closes: bool = False


def join_lines(lines: Sequence[str]) -> str:
    r"""Soft line breaks to a blank, or to nothing between Han; `\\` at a line's end stays as a newline."""
    text = ""
    for line in lines:
        part = line.strip()
        if not text or text.endswith("\n"):
            text += part
        elif text.endswith("\\"):
            text = f"{text[:-1]}\n{part}"
        else:
            text += _glue(text.rpartition("\n")[2], part) + part
    return text


def _glue(before: str, after: str) -> str:
    """Nothing between Han, else a blank. Tags and stars are passed over: the words around them decide."""
    left, right = _outermost(reversed(before)), _outermost(after)
    left, right = left or right, right or left
    is_wide = all(_HAN.match(ch) or ch in _SHARED_SIGNS for ch in (left, right) if ch)
    return "" if is_wide and (_HAN.match(left) or _HAN.match(right)) else " "


def _outermost(text: Iterable[str]) -> str:
    return next((ch for ch in text if ch != "*" and not is_token(ch)), "")


AFTER: Mapping[str, tuple[str, ...]] = {
    "for": ("endfor",),
    "if": ("elif", "else", "endif"),
    "elif": ("elif", "else", "endif"),
    "else": ("endif",),
}
"""Which statements may follow a statement's body."""


def statement(tag: Tag) -> tuple[str, str]:
    """The keyword of a statement tag and what follows it."""
    match = _WORD.fullmatch(tag.body)
    return (match[1], match[2].strip()) if match else ("", tag.body)


class InlineParser:
    """Parses the inlines of one text. Statements must close within it."""

    def __init__(self, lexed: Lexed, checker: Checker) -> None:
        self._lexed = lexed
        self._checker = checker
        self._pieces: list[Piece] = []
        self._at = 0

    def parse(self, text: str, span: Span, scope: Scope) -> tuple[Inline, ...]:
        outer = self._pieces, self._at
        self._pieces, self._at = list(self._split(text, span)), 0
        found = self._whole(scope, len(self._pieces))
        self._pieces, self._at = outer
        return found

    # -- text to pieces

    def _split(self, text: str, span: Span) -> list[Piece]:
        pieces: list[Piece] = []
        start = position = 0
        while position < len(text):
            marks = self._marks(text, position, span)
            if not marks:
                position += 2 if _ESCAPED.match(text, position) else 1
                continue
            if start < position:
                pieces.append(Piece("text", _ESCAPED.sub(r"\1", text[start:position]), span))
            pieces += marks
            position += sum(len(mark.text) for mark in marks)
            start = position
        if start < len(text):
            pieces.append(Piece("text", _ESCAPED.sub(r"\1", text[start:]), span))
        return pieces

    def _marks(self, text: str, position: int, span: Span) -> list[Piece]:
        """What stands at a position, if it is more than text."""
        ch = text[position]
        if is_token(ch):
            tag = self._lexed.tag(ch)
            return [Piece("tag", ch, tag.span, tag)]
        if ch == "\n":
            return [Piece("break", ch, span)]
        run = _STARS.match(text, position)
        return [] if run is None else _stars(text, run, span)

    # -- pieces to inlines

    def _whole(self, scope: Scope, end: int) -> tuple[Inline, ...]:
        """All inlines up to a piece; a statement that continues or ends what never began is reported."""
        found = self._inlines(scope, end)
        while self._at < end:
            self._stray(self._pieces[self._at])
            self._at += 1
            found += self._inlines(scope, end)
        return _joined(found)

    def _inlines(self, scope: Scope, end: int) -> list[Inline]:
        """Inlines up to a piece, or to a statement that continues or ends one; that piece is not taken."""
        found: list[Inline] = []
        while self._at < end:
            piece = self._pieces[self._at]
            if piece.tag is not None and piece.tag.kind == "statement":
                if statement(piece.tag)[0] not in {"for", "if"}:
                    break
                found += self._statement(piece.tag, scope, end)
                continue
            self._at += 1
            found += self._simple(piece, scope, end)
        return found

    def _simple(self, piece: Piece, scope: Scope, end: int) -> list[Inline]:
        if piece.tag is not None:
            expression = self._checker.output(piece.tag.body, piece.span, scope)
            return [] if expression is None else [Output(expression)]
        if piece.kind == "break":
            return [LineBreak()]
        closer = self._closer(piece.kind, end) if piece.opens else None
        if closer is None:
            return [Text(piece.text, piece.span)]
        inner = self._whole(scope, closer)
        self._at = closer + 1
        return [Strong(inner) if piece.kind == "strong" else Emphasis(inner)]

    def _closer(self, kind: str, end: int) -> int | None:
        """Where a style that was just opened closes: in the same branch of the same statement."""
        depth = 0
        for index in range(self._at, end):
            piece = self._pieces[index]
            if piece.kind == kind and piece.closes and depth == 0 and index > self._at:
                return index
            if piece.tag is not None and piece.tag.kind == "statement":
                word, _ = statement(piece.tag)
                if depth == 0 and word not in {"for", "if"}:
                    return None
                depth += {"for": 1, "if": 1, "endfor": -1, "endif": -1}.get(word, 0)
        return None

    def _statement(self, tag: Tag, scope: Scope, end: int) -> list[Inline]:
        self._at += 1
        word, rest = statement(tag)
        if word == "for":
            return self._for(tag, scope, end)
        branches: list[tuple[Expression | None, tuple[Inline, ...]]] = []
        condition, expected = self._checker.condition(rest, tag.span, scope), AFTER["if"]
        while True:
            branches.append((condition, _joined(self._inlines(scope, end))))
            closer = self._take_statement(tag, expected)
            if closer is None or statement(closer)[0] == "endif":
                return [InlineIf(tuple(branches), tag.span)]
            word, rest = statement(closer)
            condition = self._checker.condition(rest, closer.span, scope) if word == "elif" else None
            expected = AFTER[word]

    def _for(self, tag: Tag, scope: Scope, end: int) -> list[Inline]:
        head = self._checker.head(tag.body, tag.span, scope)
        body = _joined(self._inlines(inside(scope, head), end))
        self._take_statement(tag, AFTER["for"])
        return [] if head is None else [InlineFor(head[0], body)]

    def _take_statement(self, opened: Tag, words: tuple[str, ...]) -> Tag | None:
        tag = self._pieces[self._at].tag if self._at < len(self._pieces) else None
        if tag is None or statement(tag)[0] not in words:
            self._checker.diagnostics.append(error("PG320", opened.span, tag=opened.body, closing=words[-1]))
            return None
        self._at += 1
        return tag

    def _stray(self, piece: Piece) -> None:
        """A statement that the language does not have, or that continues or ends one that never began."""
        if piece.tag is None:
            return
        word, _ = statement(piece.tag)
        if word in _STATEMENTS:
            self._checker.diagnostics.append(error("PG321", piece.span, tag=piece.tag.body))
        else:
            close = near(word, _STATEMENTS)
            self._checker.diagnostics.append(error("PG335", piece.span, tag=piece.tag.body, near=close))


def _stars(text: str, match: re.Match[str], span: Span) -> list[Piece]:
    """A run of stars as marks: one emphasises, two are strong, three both; more are a blank to fill in."""
    run, before, after = match.group(), text[: match.start()], text[match.end() :]
    opens, closes = bool(after[:1].strip()), bool(before[-1:].strip())
    kinds = _STYLES.get(len(run), ())
    if not kinds or not (opens or closes):
        return [Piece("text", run, span)]
    if closes and (not opens or before.count(run) % 2):
        kinds = kinds[::-1]  # what opened last closes first
    return [Piece(kind, _SIGNS[kind], span, None, opens, closes) for kind in kinds]


def _joined(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one."""
    found: list[Inline] = []
    for each in inlines:
        last = found[-1] if found else None
        if isinstance(each, Text) and isinstance(last, Text):
            found[-1] = Text(last.text + each.text, last.span)
        else:
            found.append(each)
    return tuple(found)
