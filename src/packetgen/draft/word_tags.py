"""The tags of a Word file: joined where Word split them over runs, and each made opaque for docxtpl.

docxtpl finds tags by replacing text in XML, which damages many shapes silently. So what stands in a tag is taken out
first and one character of a plane that no text may use put in its place; shapes that lose text are refused.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from packetgen.diagnostics import Diagnostic, Span, error
from packetgen.ooxml.names import W14, W, qn
from packetgen.ooxml.xml import Element
from packetgen.template.lexer import FIRST_TOKEN, Tag, TagKind, body_of, delimited, is_token

BOOKMARK = "_b_"
"""The beginning of the names of bookmarks that carry block ids; Word hides names that begin with a line."""

PART = "_p_"
"""The same for a paragraph that is one of several of a block: of a list, a table, a value of several paragraphs.

A number follows, since a bookmark's name stands once in a file.
"""

_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LEVEL = re.compile(r"(p|tr|tc|r)\s")
_LEVELS = frozenset({"", "p", "tr"})
_STRAIGHT = str.maketrans("“”‘’\u00a0", "\"\"'' ")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_P, _R, _T, _TR = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:tr")
_HOLDERS = frozenset({qn("w:hyperlink"), qn("w:fldSimple")})
_BREAKS = frozenset({qn("w:br"), qn("w:cr"), qn("w:tab")})
_UNWRAPPED = frozenset({qn("w:sdt"), qn("w:smartTag"), qn("w:customXml")})
_DROPPED = frozenset(
    qn(f"w:{name}")
    for name in (
        "proofErr", "lastRenderedPageBreak", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd",
        "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr",
    )
)  # fmt: skip
_LOST = (qn("w:sectPr"), qn("w:drawing"), qn("w:pict"), qn("w:hyperlink"))
_REVISIONS = tuple(qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))


@dataclass(slots=True)
class TagGatherer:
    """Gathers the tags of a file's stories, numbered by the characters that stand for them.

    `levels` says what a statement takes the place of: a paragraph (p), a row (tr), or only itself.
    """

    source: str
    tags: list[Tag] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def tag(self, token: str) -> Tag:
        return self.tags[ord(token) - FIRST_TOKEN]

    def gather(self, root: Element, story: str) -> None:
        """Make the tags of a clean story opaque, in place, in the shape that docxtpl reads."""
        revision = next(root.iter(*_REVISIONS), None)
        if revision is not None:
            self.diagnostics.append(error("PG340", Span(f"{self.source}:{story}")))
            return
        for number, paragraph in enumerate(list(root.iter(_P)), 1):
            self._paragraph(paragraph, Span(f"{self.source}:{story}:¶{number}"))

    def _paragraph(self, paragraph: Element, span: Span) -> None:
        pieces = list(_pieces(paragraph))
        text = "".join(words for _, words in pieces)
        for code in paragraph.iter(qn("w:instrText")):
            text_of_code = code.text or ""
            if "{{" in text_of_code or "{%" in text_of_code:
                self.diagnostics.append(error("PG343", span, tag=text_of_code.strip()))
        if any(map(is_token, text)):
            self.diagnostics.append(error("PG302", span, character="plane 15"))
            return
        found: list[tuple[int, int, str]] = []
        for start, end, opening in delimited(text):
            if end is None:
                self.diagnostics.append(error("PG301", span, opening=opening, closing=_CLOSE[opening]))
                continue
            token = self._token(text[start:end], paragraph, span) if opening != "{#" else ""
            found.append((start, end, token))
        for start, end, token in reversed(found):
            _replace(pieces, start, end, token)
        for run in list(_runs(paragraph)):
            _split(run)
        for _, _, token in found:
            if token:
                self._shape(paragraph, token, span)

    def _token(self, written: str, paragraph: Element, span: Span) -> str:
        """A tag noted; gives the character that stands for it."""
        inside = written[2:-2]
        level = _LEVEL.match(inside)
        body, trims = body_of(inside[level.end() :] if level else inside)
        kind: TagKind = "output" if written.startswith("{{") else "statement"
        name = level[1] if level else ""
        if "\n" in written:
            self.diagnostics.append(error("PG341", span, tag=" ".join(written.split())))
        elif trims:
            self.diagnostics.append(error("PG303", span, sign=trims))
        elif name not in _LEVELS or (name and kind == "output"):
            self.diagnostics.append(error("PG342", span, tag=written))
        elif next(paragraph.iterancestors(qn("w:txbxContent")), None) is not None:
            self.diagnostics.append(error("PG343", span, tag=written))
        # Word turns quotes into curly ones while one types; where straight ones stand too, curly ones are meant.
        straight = body if {'"', "'"} & set(body) else body.translate(_STRAIGHT)
        self.tags.append(Tag(kind, straight, span))
        self.levels.append(name)
        return chr(FIRST_TOKEN + len(self.tags) - 1)

    def _shape(self, paragraph: Element, token: str, span: Span) -> None:
        """A statement of a paragraph or row must be all that it holds, since docxtpl drops the whole."""
        level = self.levels[ord(token) - FIRST_TOKEN]
        if not level:
            return
        holder = paragraph if level == "p" else next(paragraph.iterancestors(_TR), None)
        words = "" if holder is None else "".join(each.text or "" for each in holder.iter(_T)).strip()
        lost = None if holder is None else next(holder.iter(*_LOST), None)
        if words != token or lost is not None:
            self.diagnostics.append(error("PG345", span, tag=self.tag(token).body))

    def write(self, root: Element) -> None:
        """Give every character that stands for a tag the delimiters of its tag."""
        for text in root.iter(_T):
            token = text.text or ""
            if len(token) == 1 and is_token(token):
                level = self.levels[ord(token) - FIRST_TOKEN]
                is_output = self.tag(token).kind == "output"
                text.text = "{{ " + token + " }}" if is_output else "{%" + level + " " + token + " %}"


def clean(root: Element) -> None:
    """Take out what only editors want: controls around text, marks of comments and spelling, ids of revisions."""
    for element in list(root.iter(*_UNWRAPPED)):
        content = element.find(qn("w:sdtContent")) if element.tag == qn("w:sdt") else element
        _unwrap(element, [] if content is None else list(content))
    for element in list(root.iter(*_DROPPED)):
        _unwrap(element, [])
    for reference in list(root.iter(qn("w:commentReference"))):
        run = reference.getparent()
        if run is not None:
            run.remove(reference)
    wanted = {each.get(qn("w:anchor")) for each in root.iter(qn("w:hyperlink"))}
    dropped: set[str | None] = set()
    for start in list(root.iter(qn("w:bookmarkStart"))):
        if not (start.get(qn("w:name"), "").startswith((BOOKMARK, PART)) or start.get(qn("w:name")) in wanted):
            dropped.add(start.get(qn("w:id")))
            _unwrap(start, [])
    for end in list(root.iter(qn("w:bookmarkEnd"))):
        if end.get(qn("w:id")) in dropped:
            _unwrap(end, [])
    for element in root.iter():
        for name in [key for key in element.attrib if str(key).startswith((f"{{{W}}}rsid", f"{{{W14}}}"))]:
            del element.attrib[name]


def _unwrap(element: Element, content: list[Element]) -> None:
    """Put content in an element's place; no text is between elements of WordprocessingML."""
    parent = element.getparent()
    if parent is not None:
        index = parent.index(element)
        parent.remove(element)
        for offset, each in enumerate(content):
            parent.insert(index + offset, each)


def _runs(paragraph: Element) -> Iterator[Element]:
    for child in paragraph:
        if child.tag == _R:
            yield child
        elif child.tag in _HOLDERS:
            yield from _runs(child)


def _pieces(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """The texts of a paragraph's own runs with their words; breaks and tabs as line ends, which no tag holds."""
    for run in _runs(paragraph):
        for child in run:
            if child.tag == _T:
                yield child, child.text or ""
            elif child.tag in _BREAKS:
                yield child, "\n"


def _replace(pieces: list[tuple[Element, str]], start: int, end: int, token: str) -> None:
    """Put a token in the place of characters that may be spread over several elements."""
    position = 0
    for index, (element, words) in enumerate(pieces):
        first, last = max(start - position, 0), min(end - position, len(words))
        if first < last and element.tag == _T:
            element.text = words[:first] + token + words[last:]
            token = ""
        position += len(pieces[index][1])
    # Offsets of what stands in front stay as they were: the last tag is replaced first.
    pieces[:] = [(element, element.text or "" if element.tag == _T else words) for element, words in pieces]


def _split(run: Element) -> None:
    """Give every token a run of its own, with the properties of the run that it stood in."""
    if not any(is_token(ch) for text in run.iterchildren(_T) for ch in text.text or ""):
        return
    properties = run.find(qn("w:rPr"))
    made: list[Element] = []
    is_alone = False

    def add(child: Element, *, alone: bool) -> None:
        nonlocal is_alone
        if alone or is_alone or not made:
            made.append(run.makeelement(_R))
            if properties is not None:
                made[-1].append(deepcopy(properties))
        made[-1].append(child)
        is_alone = alone

    for child in [each for each in run if each is not properties]:
        if child.tag != _T:
            add(child, alone=False)
            continue
        for words in re.split("([\U000f0000-\U000fffff])", child.text or ""):
            if words:
                text = run.makeelement(_T, {_SPACE: "preserve"})
                text.text = words
                add(text, alone=is_token(words[0]))
    _unwrap(run, made)
