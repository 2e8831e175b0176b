"""Properties that Word shows and this program does not: their text is read as if they were not there, and counted."""

from collections import Counter
from collections.abc import Iterator

from packetgen.document.properties import is_on
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

_VAL = qn("w:val")
_SWITCHES = frozenset(map(qn, ("w:emboss", "w:imprint", "w:shadow", "w:mirrorIndents")))
_CHOICES = {qn("w:effect"): {"none"}, qn("w:textAlignment"): {"auto", "baseline"}}  # fmt: skip
_PRESENT = frozenset(map(qn, ("w:fitText", "w:eastAsianLayout", "w:tcFitText", "w14:glow", "w14:shadow",
                              "w14:reflection", "w14:props3d", "w14:textOutline", "w14:textFill")))  # fmt: skip
_ALL = (*_SWITCHES, *_CHOICES, *_PRESENT)
_OLD = frozenset(map(qn, ("w:rPrChange", "w:pPrChange", "w:tcPrChange")))


def unseen(root: Element) -> Counter[str]:
    """How often each property that is not shown is set in a part, by its element's name."""
    return Counter(str(each.tag) for each in _set(root))


def _set(root: Element) -> Iterator[Element]:
    for each in root.iter(*_ALL):
        is_set = (
            is_on(each) if each.tag in _SWITCHES else each.get(_VAL, "") not in _CHOICES.get(str(each.tag), frozenset())
        )
        is_set = is_set and each.find(qn("w14:noFill")) is None  # as Word writes an outline that there is not
        if is_set and next(each.iterancestors(*_OLD), None) is None:
            yield each
