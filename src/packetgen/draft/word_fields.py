"""Fields of a Word template that stand for what a filling works out: numbers of captions, the title, the contents."""

from collections.abc import Iterator
from dataclasses import dataclass

from packetgen.house.model import STYLE_NAMES
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element, add_child

CONTENTS = "_toc"
"""The style of the empty paragraph that keeps the place of the table of contents."""

_P, _R, _T, _PPR = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:pPr")
_VAL = qn("w:val")


@dataclass(frozen=True, slots=True)
class FieldRuns:
    """A field of one paragraph: its code, its runs from first to last, the texts of its result."""

    code: str
    runs: tuple[Element, ...]
    results: tuple[Element, ...]


def fields(paragraph: Element) -> Iterator[FieldRuns]:
    for simple in paragraph.iterchildren(qn("w:fldSimple")):
        yield FieldRuns(" ".join(simple.get(qn("w:instr"), "").split()), (simple,), tuple(simple.iter(_T)))
    runs: list[Element] = []
    results: list[Element] = []
    code, in_result = "", False
    for run in paragraph.iterchildren(_R):
        mark = run.find(qn("w:fldChar"))
        kind = "" if mark is None else mark.get(qn("w:fldCharType"), "")
        if kind == "begin":
            runs, code, results, in_result = [], "", [], False
        runs.append(run)
        code += "".join(each.text or "" for each in run.iterchildren(qn("w:instrText")))
        in_result = in_result or kind == "separate"
        if in_result:
            results += list(run.iterchildren(_T))
        if kind == "end":
            yield FieldRuns(" ".join(code.split()), tuple(runs), tuple(results))
            runs = []


def keep_contents_place(root: Element) -> None:
    """Put an empty paragraph in the place of the table of contents, whose entries repeat the headings' tags."""
    depth, first = 0, None
    for paragraph in list(root.iter(_P)):
        codes = "".join(each.text or "" for each in paragraph.iter(qn("w:instrText")))
        if first is None and codes.split()[:1] != ["TOC"]:
            continue
        first = paragraph if first is None else first
        for mark in paragraph.iter(qn("w:fldChar")):
            depth += {"begin": 1, "end": -1}.get(mark.get(qn("w:fldCharType"), ""), 0)
        parent = paragraph.getparent()
        if paragraph is not first and parent is not None:
            parent.remove(paragraph)
        if depth <= 0:
            break
    if first is None:
        return
    heading = first.getprevious()
    if heading is not None and style_of(heading) == STYLE_NAMES["toc-heading"][0]:
        parent = heading.getparent()
        if parent is not None:
            parent.remove(heading)
    for child in list(first):
        first.remove(child)
    add_child(add_child(first, _PPR), qn("w:pStyle"), {_VAL: CONTENTS})


def style_of(paragraph: Element) -> str:
    style = paragraph.find(f"{_PPR}/{qn('w:pStyle')}")
    return "" if style is None else style.get(_VAL, "")
