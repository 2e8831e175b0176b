"""The content of a paragraph to inlines: runs, fields over runs, links, bookmarks, breaks, pictures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from packetgen.document.model import Bookmark, Break, Field, Image, Inline, Link, Revision, Run, RunFormat
from packetgen.ooxml.names import qn
from packetgen.ooxml.package import Package
from packetgen.ooxml.xml import Element

_EMU_PER_POINT = 12700
_TRANSPARENT = frozenset(
    {qn("w:smartTag"), qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:dir"), qn("w:bdo")}
)
_SIGNS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "\u2011", qn("w:ptab"): "\t"}
_SILENT = frozenset(
    {
        qn(name)
        for name in (
            "w:rPr", "w:pPr", "w:bookmarkEnd", "w:proofErr", "w:lastRenderedPageBreak", "w:softHyphen",
            "w:commentRangeStart", "w:commentRangeEnd", "w:annotationRef", "w:sdtPr", "w:sdtEndPr", "w:instrText",
            "w:delInstrText", "w:permStart", "w:permEnd", "w:fldData", "w:moveFromRangeStart", "w:moveFromRangeEnd",
            "w:moveToRangeStart", "w:moveToRangeEnd", "w:commentReference", "w:smartTagPr",
        )
    }
)  # fmt: skip


@dataclass(slots=True)
class _OpenField:
    code: str = ""
    in_result: bool = False
    result: list[Inline] = field(default_factory=list)
    format: RunFormat | None = None


@dataclass(slots=True)
class InlineReader:
    """Reads the inlines of one part. `unknown` takes the names of elements that are not understood."""

    package: Package
    part: str
    format_of: Callable[[Element | None], RunFormat]
    unknown: Callable[[str], None]
    images: dict[str, bytes]
    _fields: list[_OpenField] = field(default_factory=list)
    _out: list[Inline] = field(default_factory=list)

    def read(self, paragraph: Element, format_of: Callable[[Element | None], RunFormat]) -> tuple[Inline, ...]:
        """The inlines of a paragraph; a field that goes on in the next one keeps taking its words."""
        self.format_of = format_of
        self._out = []
        self._children(paragraph, None)
        made = self._out
        # The words of a field that stays open over several paragraphs (a table of contents) belong to each of them.
        for open_field in self._fields:
            made += open_field.result
            open_field.result = []
        return tuple(made)

    def _emit(self, inline: Inline) -> None:
        for open_field in reversed(self._fields):
            if open_field.in_result:
                open_field.result.append(inline)
            return
        self._out.append(inline)

    def _children(self, parent: Element, revision: Revision | None) -> None:
        for child in parent:
            tag = child.tag
            if tag == qn("w:r"):
                self._run(child, revision)
            elif tag == qn("w:hyperlink"):
                self._link(child, revision)
            elif tag == qn("w:fldSimple"):
                self._simple_field(child, revision)
            elif tag in {qn("w:ins"), qn("w:moveTo")}:
                self._children(child, "ins")
            elif tag in {qn("w:del"), qn("w:moveFrom")}:
                self._children(child, "del")
            elif tag == qn("w:bookmarkStart"):
                self._emit(Bookmark(child.get(qn("w:name"), "")))
            elif tag in _TRANSPARENT:
                self._children(child, revision)
            elif tag == qn("mc:AlternateContent"):
                self._alternative(child, revision)
            elif isinstance(tag, str) and tag not in _SILENT:
                self.unknown(tag)

    def _alternative(self, element: Element, revision: Revision | None) -> None:
        chosen = element.find(qn("mc:Fallback"))
        chosen = chosen if chosen is not None else element.find(qn("mc:Choice"))
        if chosen is not None:
            self._children(chosen, revision)

    def _run(self, run: Element, revision: Revision | None) -> None:
        look = self.format_of(run.find(qn("w:rPr")))
        text = ""
        for child in run:
            if child.tag in {qn("w:t"), qn("w:delText")}:
                text += child.text or ""
            elif child.tag == qn("w:br") and child.get(qn("w:type"), "textWrapping") != "textWrapping":
                text = self._flush(text, look, revision)
                self._emit(Break("column" if child.get(qn("w:type")) == "column" else "page"))
            elif child.tag in _SIGNS:
                text += _SIGNS[child.tag]
            elif child.tag == qn("w:sym"):
                text += _symbol(child)
            elif child.tag == qn("w:fldChar"):
                text = self._flush(text, look, revision)
                self._field_mark(child.get(qn("w:fldCharType"), ""), look)
            elif child.tag == qn("w:instrText") and self._fields:
                self._fields[-1].code += child.text or ""
            elif child.tag in {qn("w:drawing"), qn("w:pict"), qn("w:object")}:
                text = self._flush(text, look, revision)
                self._picture(child)
            elif child.tag == qn("mc:AlternateContent"):
                text = self._flush(text, look, revision)
                self._alternative_in_run(child)
            elif isinstance(child.tag, str) and child.tag not in _SILENT:
                self.unknown(child.tag)
        self._flush(text, look, revision)

    def _alternative_in_run(self, element: Element) -> None:
        for picture in element.iter(qn("w:drawing"), qn("w:pict")):
            self._picture(picture)
            return

    def _flush(self, text: str, look: RunFormat, revision: Revision | None) -> str:
        if text and not look.hidden:
            self._emit(Run(text, look, revision))
        return ""

    # -- fields

    def _field_mark(self, kind: str, look: RunFormat) -> None:
        if kind == "begin":
            self._fields.append(_OpenField(format=look))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            done = self._fields.pop()
            self._close(done.code, tuple(done.result), done.format or look)

    def _simple_field(self, element: Element, revision: Revision | None) -> None:
        self._fields.append(_OpenField(element.get(qn("w:instr"), ""), in_result=True))
        self._children(element, revision)
        done = self._fields.pop()
        self._close(done.code, tuple(done.result), self.format_of(None))

    def _close(self, code: str, result: tuple[Inline, ...], look: RunFormat) -> None:
        words = code.split()
        kind = words[0].upper() if words else ""
        if kind == "TOC":
            for inline in result:
                self._emit(inline)
            return
        first = next((each.format for each in result if isinstance(each, Run)), look)
        self._emit(Field(kind, code.strip(), result, first))

    # -- links and pictures

    def _link(self, element: Element, revision: Revision | None) -> None:
        outer_out, outer_fields = self._out, self._fields
        self._out, self._fields = [], []
        self._children(element, revision)
        inner = tuple(self._out)
        self._out, self._fields = outer_out, outer_fields
        relation = self.package.relationships(self.part).get(element.get(qn("r:id"), ""))
        address = relation.target if relation is not None and relation.external else ""
        if not address.startswith(("http://", "https://", "mailto:")):
            address = ""
        self._emit(Link(inner, address, element.get(qn("w:anchor"), "")))

    def _picture(self, element: Element) -> None:
        blip = next(iter(element.iter(qn("a:blip"))), None)
        extent = next(iter(element.iter(qn("wp:extent"))), None)
        relation = self.package.relationships(self.part).get(blip.get(qn("r:embed"), "")) if blip is not None else None
        if relation is None or relation.target not in self.package.members or extent is None:
            self.unknown(str(element.tag))
            return
        properties = next(iter(element.iter(qn("wp:docPr"))), None)
        description = (properties.get("descr") or properties.get("title") or "") if properties is not None else ""
        self.images[relation.target] = self.package.members[relation.target]
        width, height = (int(extent.get(side, "0")) / _EMU_PER_POINT for side in ("cx", "cy"))
        self._emit(Image(relation.target, width, height, description))


def _symbol(element: Element) -> str:
    code = element.get(qn("w:char"), "")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number)


def texts(inlines: tuple[Inline, ...]) -> Iterator[str]:
    """The words of inlines in order, those of deletions left out."""
    for inline in inlines:
        match inline:
            case Run(text=text, revision=revision):
                if revision != "del":
                    yield text
            case Field(result=inner) | Link(inlines=inner):
                yield from texts(inner)
            case _:
                pass
