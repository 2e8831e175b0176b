"""A value's place in a YAML text, and the smallest change that puts another there."""

import json
import re
from dataclasses import dataclass

from packetgen.diagnostics import Outcome, error
from packetgen.sources import Mapping, Node, Scalar, Sequence

_PLAIN = re.compile(r"[\w\u2e80-\uffef（）【】《》“”，。；：、—·][^:#\[\]{},&*!|>'\"%@`\n\t]*")
_NULL = "null"
_INDENT = 2


@dataclass(frozen=True, slots=True)
class Step:
    """A name, or the id (of a row of plain text: the number) of a row in the list before it."""

    text: str
    is_row: bool


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters `start` to `end` of a text become `text`."""

    start: int
    end: int
    text: str

    def applied(self, text: str) -> str:
        return text[: self.start] + self.text + text[self.end :]


def edit_for(text: str, root: Mapping, steps: tuple[Step, ...], value: str, *, quotes: bool) -> Outcome[Edit]:
    """The change that sets a value.

    Args:
        text: LF for line ends, no byte order mark.
        root: the text as read.
        steps: the way to the value; what is not there is added.
        value: what to write; `null` is written as such.
        quotes: whether the value may keep the quotes of the one before it.
    """
    node: Node = root
    for number, step in enumerate(steps):
        below = _below(node, step)
        if below is None:
            return _insert(text, node, steps[number:], value)
        node = below
    if not isinstance(node, Scalar) or node.style in {"literal", "folded"}:
        return Outcome(None, (error("PG262", node.span),))
    gap = " " if node.start == node.end and text[node.start - 1 : node.start] in {":", "-"} else ""
    return Outcome(Edit(node.start, node.end, gap + _encoded(value, node.style if quotes else "plain")))


def _encoded(value: str, style: str = "plain") -> str:
    """A value as a YAML scalar: in the quotes that were there, else plain where that reads back the same."""
    if value == _NULL:
        return value
    if style == "single" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    if style != "double" and _PLAIN.fullmatch(value) and value == value.strip():
        return value
    return json.dumps(value, ensure_ascii=False)


def _below(node: Node, step: Step) -> Node | None:
    if step.is_row and isinstance(node, Sequence):
        own = next((item for item in node.items if _row_id(item) == step.text), None)
        is_number = step.text.isascii() and step.text.isdigit()
        if own is None and is_number and int(step.text) < len(node.items):
            item = node.items[int(step.text)]
            return item if isinstance(item, Scalar) else None
        return own
    return node.get(step.text) if isinstance(node, Mapping) else None


def _row_id(item: Node) -> str | None:
    own = item.get("id") if isinstance(item, Mapping) else None
    return own.text if isinstance(own, Scalar) else None


def _insert(text: str, node: Node, steps: tuple[Step, ...], value: str) -> Outcome[Edit]:
    """Add what is missing below a node, behind what it holds."""
    if isinstance(node, Scalar):
        return _fill(text, node, steps, value)
    if node.flow:
        inside = text[node.start + 1 : node.end - 1].rstrip()
        comma = "" if not inside.strip() else " " if inside.endswith(",") else ", "
        at = node.start + 1 + len(inside)
        return Outcome(Edit(at, at, comma + _flow(steps, value, in_list=isinstance(node, Sequence))))
    indent = _column(text, node.entries[0].key.start if isinstance(node, Mapping) else node.start)
    at = _behind(text, _last_end(node), indent)
    lines = _lines(steps, value, indent, in_list=isinstance(node, Sequence))
    return Outcome(_lines_at(text, at, lines))


def _fill(text: str, node: Scalar, steps: tuple[Step, ...], value: str) -> Outcome[Edit]:
    """Put lines below a name that holds nothing, or states that there is none."""
    if not (node.is_null or (node.is_blank and node.is_plain)):
        return Outcome(None, (error("PG263", node.span),))
    line = text.rfind("\n", 0, node.start) + 1
    # The name stands behind the dash where it is the first of a row.
    indent = len(re.match(r"[ -]*", text[line:])[0])  # type: ignore[index]
    lines = _lines(steps, value, indent + _INDENT, in_list=steps[0].is_row)
    end = text.find("\n", node.end)
    end = len(text) if end < 0 else end
    rest = text[node.end : end]
    # A comment behind the name stays there; the word `null` goes.
    return Outcome(Edit(node.start, end, rest.rstrip() + "\n" + "\n".join(lines)))


def _last_end(node: Node) -> int:
    """The end of the last thing in a node. A node's own end lies behind the comments that follow it."""
    if isinstance(node, Mapping) and not node.flow:
        return max(node.entries[-1].key.end, _last_end(node.entries[-1].value))
    if isinstance(node, Sequence) and not node.flow:
        return _last_end(node.items[-1])
    return node.end


def _behind(text: str, end: int, indent: int) -> int:
    """The end of the line in which something ends, and of the comments below it that are indented deeper."""
    end = len(text[:end].rstrip())
    at = text.find("\n", end)
    at = len(text) if at < 0 else at
    while (match := re.compile(r"\n( *)#[^\n]*").match(text, at)) and len(match[1]) > indent:
        at = match.end()
    return at


def _lines_at(text: str, at: int, lines: list[str]) -> Edit:
    return Edit(at, at, "\n" + "\n".join(lines) + ("" if at < len(text) else "\n"))


def _column(text: str, offset: int) -> int:
    return offset - (text.rfind("\n", 0, offset) + 1)


def _lines(steps: tuple[Step, ...], value: str, indent: int, *, in_list: bool) -> list[str]:
    """The steps as nested block lines."""
    head, rest = steps[0], steps[1:]
    pad = " " * indent
    if in_list and not rest:
        return [f"{pad}- {_encoded(value)}"]
    if in_list:
        below = () if _is_id(rest) else rest
        return [f"{pad}- id: {head.text}", *(_lines(below, value, indent + _INDENT, in_list=False) if below else ())]
    if not rest:
        return [f"{pad}{head.text}: {_encoded(value)}"]
    return [f"{pad}{head.text}:", *_lines(rest, value, indent + _INDENT, in_list=rest[0].is_row)]


def _flow(steps: tuple[Step, ...], value: str, *, in_list: bool) -> str:
    """The steps as a flow node's next entry."""
    head, rest = steps[0], steps[1:]
    if in_list and not rest:
        return _encoded(value)
    if in_list:
        below = "" if _is_id(rest) else f", {_flow(rest, value, in_list=False)}"
        return f"{{id: {head.text}{below}}}"
    if not rest:
        return f"{head.text}: {_encoded(value)}"
    inner = _flow(rest, value, in_list=rest[0].is_row)
    return f"{head.text}: [{inner}]" if rest[0].is_row else f"{head.text}: {{{inner}}}"


def _is_id(steps: tuple[Step, ...]) -> bool:
    """Whether what is set is the id of a new row, which is written anyway."""
    return steps == (Step("id", is_row=False),)
