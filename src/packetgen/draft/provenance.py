"""The map of a draft to JSON and back: which characters of it came from which field."""

import json
from dataclasses import fields

from packetgen.draft.model import Draft, SpanEntry

FORMAT = 1
_NAMES = tuple(each.name for each in fields(SpanEntry))
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def dump_map(draft: Draft) -> bytes:
    """The map as JSON, one span a line."""
    spans = ",\n".join(_ENCODER.encode({name: getattr(span, name) for name in _NAMES}) for span in draft.spans)
    head = _ENCODER.encode({"format": FORMAT, "draft": draft.id, "title": draft.title})
    return f'{head[:-1]}, "spans": [\n{spans}\n]}}\n'.encode()


def load_map(data: bytes) -> tuple[SpanEntry, ...]:
    """The spans of a map that `dump_map` wrote."""
    raw = json.loads(data)
    return tuple(SpanEntry(**{**span, "derived_from": tuple(span["derived_from"])}) for span in raw["spans"])
