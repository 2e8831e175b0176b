"""One field of a deal's text set to a value: that line changes, or lines are added, and nothing else."""

import json
import re
from dataclasses import dataclass

from packetgen.deal.load import load_deal
from packetgen.deal.tree import find_field
from packetgen.diagnostics import Outcome, Severity, Span, error
from packetgen.sources import Mapping, Node, Scalar, Sequence, near, read_yaml

_STEP = re.compile(r"([A-Za-z_]\w*)((?:\[[^\[\]]+\])?)")
_PLAIN = re.compile(r"[\w\u2e80-\uffef（）【】《》“”，。；：、—·][^:#\[\]{},&*!|>'\"%@`\n\t]*")
_INDENT = 2


@dataclass(frozen=True, slots=True)
class _Step:
    """A name, or the id of a row in the list before it."""

    text: str
    is_row: bool


def set_field(text: str, source: str, path: str, value: str) -> Outcome[str]:
    """The text with the field set.

    Args:
        text: the deal.
        source: its name in diagnostics.
        path: with ids of rows (`pilot.kpis[K1].target`); a row or parent that is not there is added.
        value: as the user writes it; the deal's own checks decide whether it will do.
    """
    steps = _steps(path)
    field = find_field(re.sub(r"\[[^\]]*\]", "[]", path))
    if not steps or field is None or field.fields or field.item is not None:
        known = re.sub(r"\[[^\]]*\]", "[]", path)
        return Outcome(None, (error("PG260", Span(source), path=path, near=_close(known)),))
    returns = "\r\n" in text
    plain = text.replace("\r\n", "\n")
    read = read_yaml(plain, source)
    if not isinstance(read.value, Mapping):
        return Outcome(None, read.diagnostics or (error("PG261", Span(source)),))
    made = _set(plain.removeprefix("\ufeff"), read.value, steps, _encoded(value))
    if made.value is None:
        return made
    changed = ("\ufeff" if plain.startswith("\ufeff") else "") + made.value
    checked = load_deal(changed, source)
    before = {(each.code, each.params) for each in load_deal(plain, source).diagnostics}
    new = tuple(
        each
        for each in checked.diagnostics
        if each.severity is Severity.ERROR and (each.code, each.params) not in before
    )
    if new:
        return Outcome(None, new)
    return Outcome(changed.replace("\n", "\r\n") if returns else changed)


def _close(pattern: str) -> str | None:
    from packetgen.deal.tree import patterns  # noqa: PLC0415  # only for the hint

    return near(pattern, (each for each in patterns() if not each.startswith("facts")))


def _steps(path: str) -> tuple[_Step, ...]:
    found: list[_Step] = []
    for part in path.split("."):
        match = _STEP.fullmatch(part)
        if match is None:
            return ()
        found.append(_Step(match[1], is_row=False))
        if match[2]:
            found.append(_Step(match[2][1:-1], is_row=True))
    return tuple(found)


def _encoded(value: str) -> str:
    """A value as a YAML scalar: plain where that reads back the same, else in double quotes."""
    if _PLAIN.fullmatch(value) and value == value.strip() and value not in {"null", "~"}:
        return value
    return json.dumps(value, ensure_ascii=False)


def _set(text: str, root: Mapping, steps: tuple[_Step, ...], value: str) -> Outcome[str]:
    node: Node = root
    for number, step in enumerate(steps):
        below = _below(node, step)
        if below is None:
            return _insert(text, node, steps[number:], value)
        node = below
    if not isinstance(node, Scalar) or node.style in {"literal", "folded"}:
        return Outcome(None, (error("PG262", node.span),))
    gap = " " if node.start == node.end and text[node.start - 1 : node.start] == ":" else ""
    return Outcome(text[: node.start] + gap + value + text[node.end :])


def _below(node: Node, step: _Step) -> Node | None:
    if step.is_row and isinstance(node, Sequence):
        return next((item for item in node.items if _row_id(item) == step.text), None)
    return node.get(step.text) if isinstance(node, Mapping) else None


def _row_id(item: Node) -> str | None:
    own = item.get("id") if isinstance(item, Mapping) else None
    return own.text if isinstance(own, Scalar) else None


def _insert(text: str, node: Node, steps: tuple[_Step, ...], value: str) -> Outcome[str]:
    """Add what is missing below a node, in block style, behind what the node holds."""
    is_empty = isinstance(node, Scalar) and not node.text.strip()
    if is_empty or not isinstance(node, Mapping | Sequence) or node.flow:
        return Outcome(None, (error("PG263", node.span),))
    indent = _indent(text, node)
    lines = _lines(steps, value, indent, in_list=isinstance(node, Sequence))
    end = len(text[: node.end].rstrip())
    rest = text[end:]
    line_end = rest.find("\n")
    at = len(text) if line_end < 0 else end + line_end
    glue = "" if text[:at].endswith("\n") else "\n"
    return Outcome(text[:at] + glue + "\n".join(lines) + (text[at:] or "\n"))


def _indent(text: str, node: Mapping | Sequence) -> int:
    """The column of the node's own entries: of its keys, or of the dash before its items."""
    first = node.entries[0].key.start if isinstance(node, Mapping) else node.start
    line = text.rfind("\n", 0, first) + 1
    if isinstance(node, Sequence):
        return len(text[line:]) - len(text[line:].lstrip(" "))
    return first - line


def _lines(steps: tuple[_Step, ...], value: str, indent: int, *, in_list: bool) -> list[str]:
    """The steps as nested block lines."""
    head, rest = steps[0], steps[1:]
    pad = " " * indent
    if in_list and head.is_row:
        return [f"{pad}- id: {head.text}", *_lines(rest, value, indent + _INDENT, in_list=False)]
    if not rest:
        return [f"{pad}{head.text}: {value}"]
    deeper = rest[0].is_row
    return [f"{pad}{head.text}:", *_lines(rest, value, indent + _INDENT, in_list=deeper)]
