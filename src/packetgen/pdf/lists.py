"""Paragraphs with labels as items of lists, a deeper level within the item above it.

The elements say to readers with screen readers what belongs together; they look like nothing, since labels and indents
are the paragraphs' own.
"""

from packetgen.document.model import Block, Label, Paragraph


def item_label(block: Block) -> Label | None:
    """The label of an item; a numbered heading is none."""
    return block.label if isinstance(block, Paragraph) and block.format.outline_level is None else None


class OpenLists:
    """The lists that are open where a story is written, the outermost first, each with an item open."""

    def __init__(self) -> None:
        self._open: list[Label] = []

    def item(self, label: Label) -> str:
        """The tags that lead to an item."""
        made = ""
        while self._open and self._open[-1].level > label.level:
            made += self._close()
        if self._open and self._open[-1].level == label.level:
            if self._open[-1].list_id == label.list_id:
                return f"{made}</li><li>"
            made += self._close()
        self._open.append(label)
        return f"{made}<ul><li>"

    def end(self) -> str:
        """The tags that end all lists."""
        made = "</li></ul>" * len(self._open)
        self._open.clear()
        return made

    def _close(self) -> str:
        self._open.pop()
        return "</li></ul>"
