"""The elements of a part in the order in which their characters are counted, for maps of drafts.

A line break and a tab are one character each; the code of a field, deleted text and drawings have none.
"""

from collections.abc import Iterator
from itertools import chain

from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

PARAGRAPH, RUN, BOOKMARK, TEXT = qn("w:p"), qn("w:r"), qn("w:bookmarkStart"), qn("w:t")
_SIGNS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "\u2011"}
_WITHIN = (RUN, BOOKMARK, TEXT, *_SIGNS)
_BOX = qn("w:txbxContent")


def counted(root: Element) -> Iterator[Element]:
    """Each paragraph, and after it its runs, bookmarks, texts and signs.

    A paragraph of a text box counts within the one that holds the box, and again by itself.
    """
    if next(root.iter(_BOX), None) is None:
        return root.iter(PARAGRAPH, *_WITHIN)
    return chain.from_iterable(chain((each,), each.iter(*_WITHIN)) for each in root.iter(PARAGRAPH))


def sign(element: Element) -> str:
    """The character of an element of a run that has no text; none for a tab stop, which has the name of a tab."""
    parent = element.getparent()
    return _SIGNS.get(element.tag, "") if parent is not None and parent.tag == RUN else ""
