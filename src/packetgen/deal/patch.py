"""One field of a deal's text set to a value: that line changes, or lines are added, and nothing else."""

import re
from dataclasses import replace

from packetgen.deal.edit import Edit, Step, edit_for
from packetgen.deal.facts import derive
from packetgen.deal.load import load_deal
from packetgen.deal.schema import FieldKind
from packetgen.deal.tree import find_field, patterns
from packetgen.diagnostics import Diagnostic, Outcome, Severity, Span, error, outcome
from packetgen.sources import Mapping, near, read_yaml

_STEP = re.compile(r"([A-Za-z_]\w*)((?:\[[^\[\]]+\])?)")
_NESTED = frozenset({FieldKind.RECORD, FieldKind.ROWS})


def set_field(text: str, source: str, path: str, value: str) -> Outcome[str]:
    """The text with the field set.

    Args:
        text: the deal, line ends and byte order mark as they are in the file; they stay.
        source: its name in diagnostics.
        path: with ids of rows (`pilot.kpis[K1].target`), rows of plain text by number from 0 (`pilot.area[0]`); a row
            or parent that is not there is added.
        value: as the user writes it; the deal's own checks decide whether it will do. `null` states that there is
            none.

    A stated number that no longer fits what it is computed from is a warning: the next field may mend it.
    """
    steps = _steps(path)
    pattern = pattern_of(path)
    field = find_field(pattern)
    if not steps or field is None or field.kind in _NESTED or pattern.startswith("facts"):
        known = (each for each in patterns() if not each.startswith("facts"))
        return Outcome(None, (error("PG260", path=path, near=near(pattern, known)),))
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    read = read_yaml(plain, source)
    if not isinstance(read.value, Mapping):
        return Outcome(None, read.diagnostics or (error("PG261", Span(source)),))
    edit = edit_for(plain, read.value, steps, value, quotes=field.kind is not FieldKind.BOOLEAN)
    if edit.value is None:
        return Outcome(None, edit.diagnostics)
    changed = edit.value.applied(plain)
    found = _new_faults(plain, changed, source)
    return outcome(_applied(edit.value, text), found)


def pattern_of(path: str) -> str:
    """The pattern of a path: `pilot.kpis[K1].target` to `pilot.kpis[].target`."""
    return re.sub(r"\[[^\]]*\]", "[]", path)


def _steps(path: str) -> tuple[Step, ...]:
    found: list[Step] = []
    for part in path.split("."):
        match = _STEP.fullmatch(part)
        if match is None:
            return ()
        found.append(Step(match[1], is_row=False))
        if match[2]:
            found.append(Step(match[2][1:-1], is_row=True))
    return tuple(found)


def _new_faults(before: str, after: str, source: str) -> tuple[Diagnostic, ...]:
    """What is wrong with the changed deal that was not wrong before; without places, which nobody's file has yet."""
    old, now = load_deal(before, source), load_deal(after, source)
    known = {(each.code, each.params) for each in old.diagnostics}
    errors = [each for each in now.diagnostics if each.severity is Severity.ERROR]
    found = [replace(each, span=None, related=()) for each in errors if (each.code, each.params) not in known]
    if now.value is not None:
        stated = () if old.value is None else derive(old.value).diagnostics
        known |= {(each.code, each.params) for each in stated}
        sums = (each for each in derive(now.value).diagnostics if (each.code, each.params) not in known)
        found += [replace(each, severity=Severity.WARNING) for each in sums if each.severity is Severity.ERROR]
    return tuple(found)


def _applied(edit: Edit, text: str) -> str:
    """The edit, which counts in a text with LF alone and no mark, made in the text as it is."""
    mark = len(text) - len(text.removeprefix("\ufeff"))
    returns = "\r\n" in text
    inserted = edit.text.replace("\n", "\r\n") if returns else edit.text
    moved = replace(edit, start=_original(text, mark, edit.start), end=_original(text, mark, edit.end), text=inserted)
    return moved.applied(text)


def _original(text: str, mark: int, offset: int) -> int:
    """The offset in a text of an offset that passes over its CRs before LF."""
    position = mark
    for _ in range(offset):
        position += 2 if text.startswith("\r\n", position) else 1
    return position
