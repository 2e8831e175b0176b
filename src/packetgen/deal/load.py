"""A deal's YAML text to a `LoadedDeal`, or to all of its faults with their places."""

import hashlib
import json

from packetgen.deal.loaded import LoadedDeal
from packetgen.deal.model import Deal
from packetgen.deal.reading import Reading, Values
from packetgen.deal.references import check_references
from packetgen.deal.rules import check_rules
from packetgen.deal.tree import DEAL
from packetgen.diagnostics import Diagnostic, Outcome, has_errors, outcome
from packetgen.sources import Node, read_tree


def load_deal(text: str, source: str) -> Outcome[LoadedDeal]:
    """Load a deal. `source` is the name that diagnostics show for it.

    All faults are found in one run: those of the text (PG1xx) and those of its content (PG201 to PG249). Of a text
    that is no whole tree each field is checked alone: what it says of another may stand in the part that is lost. A
    deal that states no more than its locale, the customer's name and the project's name loads.
    """
    root, faults = read_tree(text, source)
    return Outcome(None, faults) if root is None else _load(root, faults, text, source)


def _load(root: Node, faults: tuple[Diagnostic, ...], text: str, source: str) -> Outcome[LoadedDeal]:
    reading = Reading()
    values = reading.read(root, DEAL, "")
    found = [*faults, *reading.diagnostics]
    if isinstance(values, dict) and not has_errors(faults):
        found += [*check_rules(reading, source), *check_references(values, reading)]
    found.sort(key=lambda each: (each.span.line, each.span.column) if each.span else (0, 0))
    if not isinstance(values, dict) or has_errors(found):
        return Outcome(None, tuple(found))
    loaded = LoadedDeal(
        deal=Deal.model_validate(values),
        spans=reading.spans,
        nulls=frozenset(reading.nulls),
        digest=_digest(values, reading.nulls),
        text=text,
        source=source,
        values={path: value for path, (_, value) in reading.leaves.items()},
    )
    return outcome(loaded, found)


def _digest(values: Values, nulls: set[str]) -> str:
    content = json.dumps([values, sorted(nulls)], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(content.encode("utf-8")).hexdigest()
