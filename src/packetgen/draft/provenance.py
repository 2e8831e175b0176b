"""The map of a draft to JSON and back: which characters of it came from which field."""

import json
from dataclasses import asdict

from packetgen.draft.model import Draft, SpanEntry

FORMAT = 1


def dump_map(draft: Draft) -> bytes:
    """The map as JSON, one span a line."""
    spans = ",\n".join(json.dumps(asdict(span), ensure_ascii=False) for span in draft.spans)
    head = json.dumps({"format": FORMAT, "draft": draft.id, "title": draft.title}, ensure_ascii=False)
    return f'{head[:-1]}, "spans": [\n{spans}\n]}}\n'.encode()


def load_map(data: bytes) -> tuple[SpanEntry, ...]:
    """The spans of a map that `dump_map` wrote."""
    raw = json.loads(data)
    return tuple(SpanEntry(**{**span, "derived_from": tuple(span["derived_from"])}) for span in raw["spans"])
