r"""The words of a paragraph to inlines: text, strong and emphasised parts, line breaks, tags.

`**` and `*` open before a character that is no blank and close after one; nothing else decides, so that emphasis
works beside Han and full-width punctuation. `\\` before a sign takes its meaning away.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from packetgen.diagnostics import Span, error
from packetgen.template.language import Checker, Scope
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
            glue = "" if _HAN.match(text[-1]) and part and (_HAN.match(part[0]) or is_token(part[0])) else " "
            text += glue + part
    return text


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
        found = list(self._inlines(scope, frozenset()))
        while self._at < len(self._pieces):
            self._stray(self._pieces[self._at])
            self._at += 1
            found += self._inlines(scope, frozenset())
        self._pieces, self._at = outer
        return _joined(found)

    def _split(self, text: str, span: Span) -> list[Piece]:
        pieces: list[Piece] = []
        start = position = 0
        while position < len(text):
            mark = self._mark(text, position, span)
            if mark is None:
                position += 2 if _ESCAPED.match(text, position) else 1
                continue
            if start < position:
                pieces.append(Piece("text", _ESCAPED.sub(r"\1", text[start:position]), span))
            pieces.append(mark)
            position += len(mark.text)
            start = position
        if start < len(text):
            pieces.append(Piece("text", _ESCAPED.sub(r"\1", text[start:]), span))
        return pieces

    def _mark(self, text: str, position: int, span: Span) -> Piece | None:
        ch = text[position]
        if is_token(ch):
            tag = self._lexed.tag(ch)
            return Piece("tag", ch, tag.span, tag)
        if ch == "\n":
            return Piece("break", ch, span)
        if ch != "*":
            return None
        mark = "**" if text.startswith("**", position) else "*"
        before, after = text[position - 1 : position], text[position + len(mark) : position + len(mark) + 1]
        opens, closes = bool(after.strip()), bool(before.strip())
        if not opens and not closes:
            return None
        return Piece("strong" if mark == "**" else "emphasis", mark, span, None, opens, closes)

    def _inlines(self, scope: Scope, closing: frozenset[str]) -> list[Inline]:
        """Inlines up to a mark of `closing` or a statement that continues or ends one; that piece is not taken."""
        found: list[Inline] = []
        while self._at < len(self._pieces):
            piece = self._pieces[self._at]
            if piece.kind in closing and piece.closes:
                break
            if piece.tag is not None and piece.tag.kind == "statement":
                word, _ = statement(piece.tag)
                if word not in {"for", "if"}:
                    break
                found += self._statement(piece.tag, scope, closing)
                continue
            self._at += 1
            found += self._simple(piece, scope, closing)
        return found

    def _simple(self, piece: Piece, scope: Scope, closing: frozenset[str]) -> list[Inline]:
        if piece.tag is not None:
            expression = self._checker.output(piece.tag.body, piece.span, scope)
            return [] if expression is None else [Output(expression)]
        if piece.kind == "break":
            return [LineBreak()]
        if piece.kind in {"strong", "emphasis"} and piece.opens and self._closes_later(piece.kind):
            inner = self._inlines(scope, closing | {piece.kind})
            self._at += 1
            return [Strong(_joined(inner)) if piece.kind == "strong" else Emphasis(_joined(inner))]
        return [Text(piece.text, piece.span)]

    def _closes_later(self, kind: str) -> bool:
        depth = 0
        for piece in self._pieces[self._at :]:
            if piece.kind == kind and piece.closes and depth == 0:
                return True
            if piece.tag is not None and piece.tag.kind == "statement":
                word, _ = statement(piece.tag)
                depth += {"for": 1, "if": 1, "endfor": -1, "endif": -1}.get(word, 0)
                if depth < 0:
                    return False
        return False

    def _statement(self, tag: Tag, scope: Scope, closing: frozenset[str]) -> list[Inline]:
        self._at += 1
        word, rest = statement(tag)
        if word == "for":
            return self._for(tag, scope, closing)
        branches: list[tuple[Expression | None, tuple[Inline, ...]]] = []
        condition = self._checker.condition(rest, tag.span, scope)
        while True:
            body = _joined(self._inlines(scope, closing))
            branches.append((condition, body))
            closer = self._take_statement(tag, ("elif", "else", "endif"))
            if closer is None or closer[0] == "endif":
                break
            condition = self._checker.condition(closer[1], tag.span, scope) if closer[0] == "elif" else None
        return [InlineIf(tuple(branches), tag.span)]

    def _for(self, tag: Tag, scope: Scope, closing: frozenset[str]) -> list[Inline]:
        head = self._checker.head(tag.body, tag.span, scope)
        inner = scope if head is None else {**scope, head[0].target: head[1]}
        body = _joined(self._inlines(inner, closing))
        self._take_statement(tag, ("endfor",))
        return [] if head is None else [InlineFor(head[0], body)]

    def _take_statement(self, opened: Tag, words: tuple[str, ...]) -> tuple[str, str] | None:
        piece = self._pieces[self._at] if self._at < len(self._pieces) else None
        if piece is None or piece.tag is None or statement(piece.tag)[0] not in words:
            self._checker.diagnostics.append(error("PG320", opened.span, tag=opened.body, closing=words[-1]))
            return None
        self._at += 1
        return statement(piece.tag)

    def _stray(self, piece: Piece) -> None:
        """A closing statement without an opening one; a closing mark cannot end up here."""
        if piece.tag is not None:
            self._checker.diagnostics.append(error("PG321", piece.span, tag=piece.tag.body))


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
