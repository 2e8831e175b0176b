"""The content of a paragraph to inlines: runs, fields over runs, links, bookmarks, notes, breaks, drawings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from packetgen.document.equations import linear
from packetgen.document.graphics import Drawing
from packetgen.document.model import (
    Bookmark,
    Break,
    CommentMark,
    Equation,
    Field,
    Inline,
    Link,
    NoteReference,
    PositionTab,
    Revision,
    Ruby,
    Run,
    RunFormat,
    View,
)
from packetgen.document.revisions import KINDS, marked, revision, shows
from packetgen.document.symbols import symbol, translated
from packetgen.ooxml.names import chosen_alternative, qn
from packetgen.ooxml.relationships import Relationship, safe_address
from packetgen.ooxml.xml import Element

_VAL = qn("w:val")
_TRANSPARENT = frozenset(
    {
        qn(name)
        for name in ("w:smartTag", "w:sdt", "w:sdtContent", "w:customXml", "w:dir", "w:bdo", "w:rubyBase", "w:rt")
    }
)
_SIGNS = {
    qn("w:cr"): "\n",
    qn("w:tab"): "\t",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
}
PLACES = frozenset({qn("w:bookmarkStart"), qn("w:commentRangeStart"), qn("w:commentRangeEnd")})
"""Elements that mark a place in the text."""
_LINE = "textWrapping"
_BREAKS: Mapping[str, Literal["page", "column"]] = {"page": "page", "column": "column"}
_TEXTS = frozenset({qn("w:t"), qn("w:delText")})
_CODES = frozenset({qn("w:instrText"), qn("w:delInstrText")})
_DRAWINGS = frozenset({qn("w:drawing"), qn("w:pict"), qn("w:object")})
_STILL_THERE = frozenset({qn("w:commentReference"), qn("mc:AlternateContent"), qn("w:t"), qn("w:delText"), qn("w:sym")})
"""What counts within hidden text too: places that others refer to, and the characters that are reported."""
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_SILENT = frozenset(
    {
        qn(name)
        for name in (
            "w:rPr", "w:pPr", "w:bookmarkEnd", "w:proofErr", "w:lastRenderedPageBreak", "w:annotationRef", "w:sdtPr",
            "w:sdtEndPr", "w:permStart", "w:permEnd", "w:fldData", "w:moveFromRangeStart", "w:moveFromRangeEnd",
            "w:moveToRangeStart", "w:moveToRangeEnd", "w:smartTagPr", "w:customXmlPr", "w:rubyPr", "w:separator",
            "w:continuationSeparator", "w:customXmlInsRangeStart", "w:customXmlInsRangeEnd", "w:customXmlDelRangeStart",
            "w:customXmlDelRangeEnd", "w:customXmlMoveFromRangeStart", "w:customXmlMoveFromRangeEnd",
            "w:customXmlMoveToRangeStart", "w:customXmlMoveToRangeEnd", "w14:conflictIns", "w14:conflictDel",
        )
    }
)  # fmt: skip
FormatOf = Callable[[Element | None], RunFormat]


class StoryContext(Protocol):
    """What the reader of one part needs to know of the file around it."""

    @property
    def view(self) -> View: ...

    @property
    def hidden(self) -> bool:
        """Whether hidden text is read; it is not shown otherwise."""
        ...

    def relation(self, part: str, name: str) -> Relationship | None: ...

    def unknown(self, part: str, name: str) -> None: ...

    def concealed(self, part: str, count: int) -> None:
        """Take note of hidden characters that are not shown."""
        ...

    def note_label(self, kind: str, name: str, mark: str) -> str: ...

    def drawings(self, part: str, element: Element) -> tuple[Drawing, ...]: ...


@dataclass(slots=True)
class _OpenField:
    code: str = ""
    in_result: bool = False
    result: list[Inline] = field(default_factory=list)
    format: RunFormat | None = None
    checked: str = ""  # the sign of a form's box


@dataclass(slots=True)
class InlineReader:
    """Reads the inlines of one part. `own_mark` is what the note that is being read calls itself."""

    context: StoryContext
    part: str
    own_mark: str = ""
    _format_of: FormatOf = lambda _: RunFormat()
    _fields: list[_OpenField] = field(default_factory=list)
    _out: list[Inline] = field(default_factory=list)
    _revisions: tuple[Revision, ...] = ()
    _held: list[Inline] = field(default_factory=list)
    _endless: frozenset[Element] | None = None

    def read(self, children: Iterable[Element], format_of: FormatOf) -> tuple[Inline, ...]:
        """The inlines of a paragraph's elements; a field that goes on in the next one keeps taking its words."""
        self._format_of = format_of
        self._out, self._held = self._held, []
        self._children(children)
        made = self._out
        # The words of a field that stays open over several paragraphs (a table of contents) belong to each of them.
        for open_field in self._fields:
            made += open_field.result
            open_field.result = []
        return tuple(made)

    def hold(self, place: Element) -> None:
        """A place between two paragraphs (an element of PLACES) is one at the beginning of the second."""
        self._held.append(_place(place))

    def _emit(self, inline: Inline) -> None:
        if not self._fields:
            self._out.append(inline)
        elif self._fields[-1].in_result:
            self._fields[-1].result.append(inline)
        elif isinstance(inline, (Bookmark, CommentMark, Drawing)):
            # What stands in a field's code does not show, but a place in it remains one.
            self._out.append(inline)

    # -- elements of a paragraph

    def _children(self, children: Iterable[Element]) -> None:
        for child in children:
            tag = child.tag
            if tag == qn("w:r"):
                self._run(child)
            elif tag in KINDS:
                self._changed(child)
            elif tag in _TRANSPARENT:
                self._children(child)
            elif isinstance(tag, str) and tag not in _SILENT:
                self._other(child, tag)

    def _other(self, child: Element, tag: str) -> None:
        if tag == qn("w:hyperlink"):
            self._link(child)
        elif tag == qn("w:fldSimple"):
            self._simple_field(child)
        elif tag in PLACES:
            self._emit(_place(child))
        elif tag == qn("mc:AlternateContent"):
            for chosen in self._chosen(child):
                self._children(chosen)
        elif tag in {qn("m:oMath"), qn("m:oMathPara")}:
            self._emit(Equation(linear(child), self._format_of(None), self._revisions))
        else:
            self._unknown(child, tag)

    def _chosen(self, element: Element) -> Iterator[Element]:
        chosen = tuple(chosen_alternative(element))
        if not chosen and len(element):
            self.context.unknown(self.part, str(element.tag))
        yield from chosen

    def _unknown(self, element: Element, tag: str) -> None:
        """What is not understood is reported; the runs within it are read all the same."""
        self.context.unknown(self.part, tag)
        self._runs_within(element)

    def _runs_within(self, element: Element) -> None:
        """Each run once: what stands within a run is read with it."""
        for child in element:
            if child.tag == qn("w:r"):
                self._run(child)
            else:
                self._runs_within(child)

    def _changed(self, element: Element) -> None:
        change = revision(element)
        if not shows(self.context.view, change):
            return
        outside = self._revisions
        self._revisions = marked(self.context.view, (*outside, change))
        self._children(element)
        self._revisions = outside

    # -- elements of a run

    def _run(self, run: Element) -> None:
        properties = run.find(qn("w:rPr"))
        look = self._format_of(properties)
        changed = properties.find(qn("w:rPrChange")) if properties is not None else None
        if changed is not None and self.context.view == "original":
            look = self._format_of(changed.find(qn("w:rPr")))
        text = ""
        for child in run:
            tag = child.tag
            if tag in _TEXTS:
                text += _one_line(child.text)
            elif tag in _SIGNS:
                text += _SIGNS[tag]
            elif tag == qn("w:br") and child.get(qn("w:type"), _LINE) not in _BREAKS:
                text += "\n"
            elif isinstance(tag, str) and tag not in _SILENT:
                text = self._flush(text, look, changed)
                self._in_run(child, tag, look)
        self._flush(text, look, changed)

    def _in_run(self, child: Element, tag: str, look: RunFormat) -> None:
        if tag == qn("w:fldChar"):
            self._field_mark(child, look)
        elif tag in _CODES:
            if self._fields:
                self._fields[-1].code += child.text or ""
        elif look.hidden and not self.context.hidden and tag not in _STILL_THERE:
            return
        elif tag == qn("w:br") and child.get(qn("w:type"), _LINE) in _BREAKS:
            self._emit(Break(_BREAKS[child.get(qn("w:type"), _LINE)]))
        elif tag in _DRAWINGS:
            self._draw(child)
        elif tag == qn("mc:AlternateContent"):
            for chosen in self._chosen(child):
                for each in chosen:
                    if isinstance(each.tag, str):
                        self._in_run(each, each.tag, look)
        else:
            self._rare(child, tag, look)

    def _rare(self, child: Element, tag: str, look: RunFormat) -> None:
        if tag == qn("w:sym"):
            self._flush(*symbol(child.get(qn("w:char"), ""), child.get(qn("w:font"), ""), look), None)
        elif tag in _NOTES:
            self._note(child, _NOTES[tag], look)
        elif tag in {qn("w:footnoteRef"), qn("w:endnoteRef")}:
            self._flush(self.own_mark, look, None)
        elif tag == qn("w:commentReference"):
            self._emit(CommentMark(child.get(qn("w:id"), ""), "reference"))
        elif tag == qn("w:ptab"):
            values = (child.get(qn(f"w:{name}"), "") for name in ("alignment", "leader", "relativeTo"))
            self._emit(PositionTab(*values))
        elif tag == qn("w:ruby"):
            self._ruby(child)
        elif tag == qn("w:pgNum"):
            self._emit(Field("PAGE", "PAGE", (), look))
        elif tag in _TEXTS or tag in _SIGNS or tag == qn("w:br"):  # within an alternative
            self._flush(_one_line(child.text) or _SIGNS.get(tag, "\n"), look, None)
        elif tag not in _SILENT:
            self._unknown(child, tag)

    def _flush(self, text: str, look: RunFormat, changed: Element | None) -> str:
        if text and look.hidden and not self.context.hidden:
            self.context.concealed(self.part, len(text))
        elif text:
            change = revision(changed) if changed is not None and self.context.view == "markup" else None
            self._emit(Run(translated(text, look.ascii), look, self._revisions, change))
        return ""

    def _draw(self, element: Element) -> None:
        for drawing in self.context.drawings(self.part, element):
            self._emit(drawing)

    def _note(self, element: Element, kind: str, look: RunFormat) -> None:
        name = element.get(qn("w:id"), "")
        follows = element.get(qn("w:customMarkFollows"), "0") in {"1", "true", "on"}
        parent = element.getparent()
        mark = "".join(map(str, parent.itertext(qn("w:t")))) if follows and parent is not None else ""
        label = self.context.note_label(kind, name, mark)
        self._emit(NoteReference(kind, name, "" if follows else label, look))  # type: ignore[arg-type]

    def _ruby(self, element: Element) -> None:
        parts: list[tuple[Inline, ...]] = []
        for name in ("w:rubyBase", "w:rt"):
            part = element.find(qn(name))
            parts.append(self._apart(part) if part is not None else ())
        self._emit(Ruby(*parts))

    # -- fields

    def _field_mark(self, mark: Element, look: RunFormat) -> None:
        kind = mark.get(qn("w:fldCharType"), "")
        if kind == "begin" and mark not in self._never_ended(mark):
            self._fields.append(_OpenField(format=look, checked=_box(mark)))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            done = self._fields.pop()
            self._close(done, done.format or look)

    def _never_ended(self, mark: Element) -> frozenset[Element]:
        """Beginnings of fields without an end: taken for fields, they would swallow the text behind them."""
        if self._endless is None:
            open_marks: list[Element] = []
            for each in mark.getroottree().getroot().iter(qn("w:fldChar")):
                kind = each.get(qn("w:fldCharType"), "")
                if kind == "begin":
                    open_marks.append(each)
                elif kind == "end" and open_marks:
                    open_marks.pop()
            self._endless = frozenset(open_marks)
            if self._endless:
                self.context.unknown(self.part, qn("w:fldChar"))
        return self._endless

    def _simple_field(self, element: Element) -> None:
        self._fields.append(_OpenField(element.get(qn("w:instr"), ""), in_result=True))
        self._children(element)
        self._close(self._fields.pop(), self._format_of(None))

    def _close(self, done: _OpenField, look: RunFormat) -> None:
        words = done.code.split()
        kind = words[0].upper() if words else ""
        if kind in {"TOC", "INDEX", "BIBLIOGRAPHY"}:
            for inline in done.result:
                self._emit(inline)
            return
        if kind == "FORMCHECKBOX" and not done.result:
            done.result = [Run(done.checked or "☐", look, self._revisions)]
        if kind == "HYPERLINK" and len(words) > 1:
            self._emit(_link_of(words[1:], tuple(done.result)))
            return
        first = next((each.format for each in done.result if isinstance(each, Run)), look)
        self._emit(Field(kind, done.code.strip(), tuple(done.result), first))

    # -- links

    def _apart(self, element: Element) -> tuple[Inline, ...]:
        """The inlines of an element by themselves. A field that begins or ends within it may go on outside."""
        outer = self._out
        depth = len(self._fields)
        place = len(self._fields[-1].result) if self._fields and self._fields[-1].in_result else 0
        self._out = []
        self._children(element)
        inner, self._out = self._out, outer
        if depth and len(self._fields) == depth and self._fields[-1].in_result:
            taken = self._fields[-1].result
            inner += taken[place:]
            del taken[place:]
        return tuple(inner)

    def _link(self, element: Element) -> None:
        inner = self._apart(element)
        relation = self.context.relation(self.part, element.get(qn("r:id"), ""))
        self._emit(Link(inner, relation.link if relation is not None else "", element.get(qn("w:anchor"), "")))


def _link_of(words: list[str], inner: tuple[Inline, ...]) -> Link:
    """The link that a HYPERLINK field makes: an address, or a bookmark behind its switch for that."""
    address, anchor = "", ""
    for position, word in enumerate(words):
        if word == "\\l":
            anchor = " ".join(words[position + 1 : position + 2]).strip('"')
        elif not word.startswith("\\") and position == 0:
            address = word.strip('"')
    return Link(inner, safe_address(address), anchor)


def _place(element: Element) -> Bookmark | CommentMark:
    if element.tag == qn("w:bookmarkStart"):
        return Bookmark(element.get(qn("w:name"), ""))
    return CommentMark(element.get(qn("w:id"), ""), "start" if element.tag == qn("w:commentRangeStart") else "end")


def _one_line(text: str | None) -> str:
    """The characters of a text element: a line's end in the XML is no line's end in the document."""
    return text.replace("\n", " ") if text and "\n" in text else text or ""


def _box(mark: Element) -> str:
    """The sign of a form's check box, as it stands in the field's data."""
    box = next(mark.iter(qn("w:checkBox")), None)
    if box is None:
        return ""
    state = box.find(qn("w:checked"))
    state = state if state is not None else box.find(qn("w:default"))
    return "☒" if state is not None and state.get(_VAL, "1") not in {"0", "false", "off"} else "☐"


def texts(inlines: tuple[Inline, ...]) -> Iterator[str]:
    """The words of inlines in order, those of deletions left out."""
    for inline in inlines:
        match inline:
            case Run(text=text):
                if not inline.is_deleted:
                    yield text
            case Field(result=inner) | Link(inlines=inner) | Ruby(base=inner):
                yield from texts(inner)
            case Equation(text=text) | NoteReference(label=text):
                yield text
            case _:
                pass
