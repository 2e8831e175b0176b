"""Paragraph elements to their characters: the one count of offsets that maps of drafts and readers share.

A line break and a tab are one character each; the code of a field, deleted text and drawings have none.
"""

from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "\u2011"}
_TEXT = qn("w:t")
_RUN = qn("w:r")


def run_text(run: Element) -> str:
    """The characters of a run."""
    parts: list[str] = []
    for child in run:
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif isinstance(child.tag, str):
            parts.append(_BREAKS.get(child.tag, ""))
    return "".join(parts)


def paragraph_text(paragraph: Element) -> str:
    """The characters of a paragraph's runs in order."""
    return "".join(run_text(run) for run in paragraph.iter(_RUN))
