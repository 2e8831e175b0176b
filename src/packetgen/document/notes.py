"""Footnotes, endnotes and comments: counted in the order of the text, read from their parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from packetgen.document.model import Block, Comment, NoteRules
from packetgen.ooxml.names import qn
from packetgen.ooxml.numbers import label
from packetgen.ooxml.xml import Element

Kind = Literal["footnote", "endnote"]
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(slots=True)
class NoteCounter:
    """Labels notes as the text refers to them. `rules` are those of the section that is being read."""

    rules: Mapping[str, NoteRules] = field(default_factory=dict)
    found: dict[tuple[str, str], str] = field(default_factory=dict)  # kind and id, to the label, in order
    _counts: dict[str, int] = field(default_factory=dict)

    def enter(self, rules: Mapping[str, NoteRules]) -> None:
        """A new section begins."""
        self.rules = rules
        for kind in list(self._counts):
            if self._rules(kind).restart == "eachSect":
                del self._counts[kind]

    def label(self, kind: str, name: str, mark: str) -> str:
        """The label of a note; `mark` is the one that the text gives it itself."""
        if (kind, name) not in self.found:
            rules = self._rules(kind)
            if mark:
                self.found[kind, name] = mark
            else:
                self._counts[kind] = self._counts.get(kind, rules.start - 1) + 1
                self.found[kind, name] = label(self._counts[kind], rules.format)
        return self.found[kind, name]

    def _rules(self, kind: str) -> NoteRules:
        return self.rules.get(f"{kind}s", NoteRules())


def note_elements(root: Element | None, kind: Kind) -> Mapping[str, Element]:
    """The notes of a part by id, without the lines that separate them from the text."""
    if root is None:
        return {}
    return {
        each.get(qn("w:id"), ""): each
        for each in root.findall(qn(f"w:{kind}"))
        if each.get(qn("w:type"), "normal") not in _SEPARATORS
    }


def read_comments(
    root: Element | None, extended: Element | None, blocks: Mapping[str, tuple[Block, ...]]
) -> Iterator[Comment]:
    """The comments of a part, with the threads and states that the newer part beside it holds.

    `blocks` are the words of each comment by id.
    """
    marks = extended.findall(qn("w15:commentEx")) if extended is not None else []
    states = {each.get(qn("w15:paraId"), "").upper(): each for each in marks}
    ids: dict[str, str] = {}  # of the comment, by the id of its last paragraph
    elements = root.findall(qn("w:comment")) if root is not None else []
    for element in elements:
        for paragraph in element.iter(qn("w:p")):
            ids[paragraph.get(qn("w14:paraId"), "").upper()] = element.get(qn("w:id"), "")
    ids.pop("", None)
    for element in elements:
        name = element.get(qn("w:id"), "")
        paragraphs = [each.get(qn("w14:paraId"), "").upper() for each in element.iter(qn("w:p"))]
        state = next((states[each] for each in reversed(paragraphs) if each in states), None)
        parent = state.get(qn("w15:paraIdParent"), "").upper() if state is not None else ""
        yield Comment(
            name,
            element.get(qn("w:author"), ""),
            element.get(qn("w:initials"), ""),
            element.get(qn("w:date"), ""),
            blocks.get(name, ()),
            ids.get(parent, ""),
            state is not None and state.get(qn("w15:done"), "0") in {"1", "true"},
        )
