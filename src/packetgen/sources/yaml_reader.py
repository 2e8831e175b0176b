"""YAML text to a tree of nodes with places, read from parser events: nothing is ever constructed.

A subset of YAML 1.2: no anchors, aliases, tags, merge keys or several documents. All faults are collected, save that
a syntax fault ends the reading.
"""

import re
import sys
from collections.abc import Iterator
from typing import Any, TypeGuard

import yaml

from packetgen.diagnostics import Diagnostic, Outcome, Span, error, outcome
from packetgen.sources.characters import check_characters, name_of, normalise, refused_in
from packetgen.sources.files import MAX_BYTES
from packetgen.sources.nodes import Entry, Mapping, Node, Scalar, Sequence, Style

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml's where PyYAML was built with it
MAX_DEPTH = 50
MAX_NODES = 100_000

_STYLES: dict[str | None, Style] = {
    None: "plain",
    "": "plain",
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}
_SYNTAX_CODES = (
    ("mapping values are not allowed", "PG115"),
    ("cannot start any token", "PG116"),
    ("could not find expected ':'", "PG117"),
    ("unexpected end of stream", "PG118"),
    ("expected ',' or", "PG118"),
)


_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_INSTEAD = "FFFD"
_MOST_ESCAPES = 20
"""So many escapes of no character are looked for in one run: the text is read anew after each."""


def _paired(high: int, low: int) -> str | None:
    """The character that two halves stand for, as JSON writes it; None where they are no pair."""
    if high not in range(0xD800, 0xDC00) or low not in range(0xDC00, 0xE000):
        return None
    return chr(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00)


class _LimitError(Exception):
    """A limit is passed or a construct cannot be read on: reading ends, the diagnostics say why."""


def read_yaml(text: str, source: str) -> Outcome[Node]:
    """Read a YAML text. `source` is the name that diagnostics show for it.

    Faults: size, depth and number of nodes over the limits, syntax, duplicate keys, anchors, aliases, tags, merge
    keys, several documents, an empty text, refused characters (PG101 to PG118).
    """
    node, found = read_tree(text, source)
    return Outcome(None, found) if node is None else outcome(node, found)


def read_tree(text: str, source: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The same, with what could be read of a faulty text: more faults may be found in it."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return None, (error("PG101", Span(source), limit=MAX_BYTES),)
    clean, refused = check_characters(normalise(text), source)
    escaped: list[Diagnostic] = []
    for _ in range(_MOST_ESCAPES):
        reader = _Reader(clean, source)
        node = reader.read()
        if reader.bad_escape is None:
            break
        # Another of the same length, so that places stay and the rest can be read.
        start, end = reader.bad_escape.span()
        clean = f"{clean[: start + 2]}{_INSTEAD.rjust(end - start - 2, '0')}{clean[end:]}"
        escaped += reader.diagnostics[-1:]
    found = tuple(sorted({*refused, *escaped, *reader.diagnostics}, key=_place))
    return node, found


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    span = diagnostic.span
    return (span.line, span.column) if span else (0, 0)


def _start(event: Any) -> int:  # noqa: ANN401 - the parser's events are untyped
    return int(event.start_mark.index)


def _end(event: Any) -> int:  # noqa: ANN401
    return int(event.end_mark.index)


class _Reader:
    def __init__(self, text: str, source: str) -> None:
        self._text = text
        self._source = source
        self._depth = 0
        self._nodes = 0
        self.diagnostics: list[Diagnostic] = []
        self.bad_escape: re.Match[str] | None = None

    def read(self) -> Node | None:
        try:
            return self._document(self._events())
        except yaml.MarkedYAMLError as fault:
            self._syntax(fault)
        except yaml.YAMLError as fault:
            self._add("PG102", Span(self._source), problem=str(fault))
        except _LimitError:
            pass
        return None

    def _syntax(self, fault: yaml.MarkedYAMLError) -> None:
        problem = fault.problem or ""
        code = next((code for words, code in _SYNTAX_CODES if words in problem), "PG102")
        mark: Any = fault.problem_mark or fault.context_mark
        if "invalid Unicode character escape" in problem and self._escape(mark):
            return
        self._add(code, self._span(mark) if mark else Span(self._source), problem=problem)

    def _escape(self, mark: Any) -> bool:  # noqa: ANN401
        """Tell of an escape that stands for no character, which alone libyaml does not read."""
        found = _ESCAPE.match(self._text, mark.index - 2)
        if found is None:
            return False
        self.bad_escape = found
        span = Span(self._source, mark.line + 1, mark.column - 1)
        number = int(found[1] or found[2], 16)
        low = _ESCAPE.match(self._text, found.end())
        meant = _paired(number, int(low[1] or low[2], 16)) if low else None
        character = name_of(chr(number)) if number <= sys.maxunicode else f"U+{number:X}"
        self._add("PG109", span, character=character, meant=meant)
        return True

    def _events(self) -> Iterator[Any]:
        parser = _Loader(self._text)
        while parser.check_event():
            yield parser.get_event()

    def _add(self, code: str, span: Span, *, related: tuple[Span, ...] = (), **params: object) -> None:
        self.diagnostics.append(error(code, span, related=related, **params))

    def _span(self, mark: Any) -> Span:  # noqa: ANN401
        return Span(self._source, mark.line + 1, mark.column + 1)

    def _document(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        event: Any
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._add("PG111", self._span(event.start_mark))
                return root
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events)
        if root is None or (isinstance(root, Scalar) and (root.is_blank or root.is_null)):
            self._add("PG112", Span(self._source))
            return None
        return root

    def _node(self, event: Any, events: Iterator[Any]) -> Node:  # noqa: ANN401 - the parser's events are untyped
        self._nodes += 1
        span = self._span(event.start_mark)
        if self._nodes > MAX_NODES:
            self._add("PG104", span, limit=MAX_NODES)
            raise _LimitError
        self._refuse(event, span)
        if isinstance(event, yaml.MappingStartEvent):
            return self._nested(event, events, span, self._mapping)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._nested(event, events, span, self._sequence)
        return self._scalar(event, span)

    def _refuse(self, event: Any, span: Span) -> None:  # noqa: ANN401
        if isinstance(event, yaml.AliasEvent):
            self._add("PG105", span, name=f"*{event.anchor}")
        elif event.anchor is not None:
            self._add("PG105", span, name=f"&{event.anchor}")
        if getattr(event, "tag", None) is not None:
            self._add("PG106", span, tag=event.tag)

    def _nested(self, event: Any, events: Iterator[Any], span: Span, read: Any) -> Node:  # noqa: ANN401
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._add("PG103", span, limit=MAX_DEPTH)
            raise _LimitError
        node: Node = read(event, events, span)
        self._depth -= 1
        return node

    def _sequence(self, event: Any, events: Iterator[Any], span: Span) -> Sequence:  # noqa: ANN401
        items: list[Node] = []
        each: Any
        for each in events:
            if isinstance(each, yaml.SequenceEndEvent):
                end = _end(each)
                return Sequence(tuple(items), span, _start(event), end, bool(event.flow_style))
            items.append(self._node(each, events))
        raise _LimitError  # pragma: no cover - the parser always closes what it opens

    def _mapping(self, event: Any, events: Iterator[Any], span: Span) -> Mapping:  # noqa: ANN401
        entries: list[Entry] = []
        each: Any
        seen: dict[str, Span] = {}
        for each in events:
            if isinstance(each, yaml.MappingEndEvent):
                end = _end(each)
                return Mapping(tuple(entries), span, _start(event), end, bool(event.flow_style))
            key = self._node(each, events)
            value = self._node(next(events), events)
            if self._is_key(key, seen):
                entries.append(Entry(key, value))
        raise _LimitError  # pragma: no cover - the parser always closes what it opens

    def _is_key(self, key: Node, seen: dict[str, Span]) -> TypeGuard[Scalar]:
        if not isinstance(key, Scalar):
            self._add("PG113", key.span)
            return False
        if key.is_plain and key.text == "<<":
            self._add("PG108", key.span)
            return False
        if key.text in seen:
            self._add("PG107", key.span, related=(seen[key.text],), key=key.text)
            return False
        seen[key.text] = key.span
        return True

    def _scalar(self, event: Any, span: Span) -> Scalar:  # noqa: ANN401
        if isinstance(event, yaml.AliasEvent):
            return Scalar("", "plain", span, _start(event), _end(event))
        style = _STYLES[event.style]
        if style == "double":  # an escape such as \u202e brings in what the text itself does not hold
            for character in sorted(refused_in(event.value)):
                self._add("PG109", span, character=name_of(character))
        return Scalar(event.value, style, span, _start(event), _end(event))
