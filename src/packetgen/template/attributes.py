"""What stands in braces behind a heading or a fence: `.name #id key="value"`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from packetgen.diagnostics import Diagnostic, Span, error
from packetgen.sources import near

NAMES = frozenset(
    {
        "table", "form", "borderless", "keep", "page-break", "toc", "unnumbered",
        "subtitle", "unit-line", "draft-mark", "tag-line", "salutation", "closing", "signature", "date-line",
        "contact-note", "attachment-note", "attachment-item", "appendix-label", "appendix-title", "note",
        "unit-note", "caption", "summary-box", "plain", "numbered", "centred", "brief", "cover-title", "cover-line",
        "cover-foot", "flow",
    }
)  # fmt: skip
"""Every name that a block can carry: tables and layout, and the paragraph styles that each house defines."""

_KEYS = frozenset({"widths", "caption", "unit"})
_PART = re.compile(r'\.([\w-]+)|#([a-z][a-z0-9-]{0,29})(?![\w-])|(\w+)="([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Attributes:
    name: str
    id: str
    values: Mapping[str, str]


def read_attributes(text: str, span: Span, diagnostics: list[Diagnostic]) -> Attributes:
    """Read attributes; what is not understood is reported and left out."""
    name = block_id = ""
    values: dict[str, str] = {}
    for match in _PART.finditer(text):
        if match[1] in NAMES:
            name = match[1]
        elif match[1]:
            diagnostics.append(error("PG326", span, name=match[1], near=near(match[1], NAMES)))
        elif match[2]:
            block_id = match[2]
        elif match[3] in _KEYS:
            values[match[3]] = match[4]
        else:
            diagnostics.append(error("PG327", span, text=match.group()))
    return Attributes(name, block_id, values)
