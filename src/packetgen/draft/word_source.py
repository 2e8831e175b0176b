"""A Word file with docxtpl's tags to a Word template: the tags checked, then compiled like those of Markdown.

docxtpl itself turns `{%p %}` and `{%tr %}` into statements; what stands in the tags never reaches it (word_tags.py).
Styles, numbering and settings are the house's; text, page setup, headers and pictures are the file's.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from packetgen.deal.schema import Audience
from packetgen.diagnostics import Outcome, Span, error, has_errors, outcome
from packetgen.draft.compile import static_members
from packetgen.draft.dialect import command, output, prose
from packetgen.draft.model import DOCUMENT, WordTemplate
from packetgen.draft.word_blocks import mark_blocks, read_parts
from packetgen.draft.word_fields import CONTENTS, fields, keep_contents_place, style_of
from packetgen.draft.word_lists import (
    Numbering,
    drop_numbers_of_styles,
    in_place_of,
    insert_before,
    insert_before_element,
    item_of,
    list_starts,
)
from packetgen.draft.word_parts import own_parts
from packetgen.draft.word_styles import StyleMap
from packetgen.draft.word_tags import TagGatherer, clean
from packetgen.house.model import CHARACTER_STYLES, House
from packetgen.ooxml.names import qn
from packetgen.ooxml.package import Package, open_package
from packetgen.ooxml.xml import Element, bare_markup, markup, parse_xml
from packetgen.storage import digest
from packetgen.template.compile import compile_jinja, placed
from packetgen.template.inlines import AFTER, statement
from packetgen.template.language import Checker, Scope, inside
from packetgen.template.lexer import FIRST_TOKEN, Tag, is_token
from packetgen.template.model import Expression
from packetgen.template.parse import context_fields

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DELIMITED = re.compile(r"\{[{%] +([\U000f0000-\U000fffff]) +[}%]\}")
_OWN_TOKENS = FIRST_TOKEN + 0x8000
_P, _R, _T, _PPR, _RPR = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:pPr"), qn("w:rPr")
_VAL = qn("w:val")
_CHARACTER_TOKENS = {style_id: token for token, (style_id, _) in CHARACTER_STYLES.items()}


def compile_word_file(
    data: bytes, source: str, house: House, *, locale: str, audience: Audience
) -> Outcome[WordTemplate]:
    """Compile a Word file with tags.

    Args:
        data: the file.
        source: its name in diagnostics.
        house: what styles and numbering come from.
        locale: the language of its words.
        audience: of the document; a field of a stricter one is an error.
    """
    package = open_package(data, source)
    if package.value is None:
        return Outcome(None, package.diagnostics)
    compiler = _Compiler(package.value, source, Checker(context_fields(), audience))
    texts = compiler.texts()
    own = own_parts(package.value, frozenset(texts))
    found = (*package.diagnostics, *compiler.gatherer.diagnostics, *compiler.checker.diagnostics)
    found = tuple(sorted(found, key=lambda each: _order(each.span)))
    if has_errors(found):
        return Outcome(None, found)
    members = static_members(house, own.headings, own.types, own.links, compiler.styles.definitions())
    template = WordTemplate(
        parts={name: compile_jinja(text) for name, text in texts.items()},
        members={**members, **own.members},
        runs=compiler.runs,
        house=house,
        locale=locale,
        digest=digest(data + house.digest.encode()),
    )
    return outcome(template, found)


def _order(span: Span | None) -> tuple[str, int]:
    story, _, number = ("", "", "") if span is None else span.source.rpartition("¶")
    return story, int(number) if number.isdigit() else 0


@dataclass(frozen=True, slots=True)
class _Frame:
    """A statement that is open: its tag, the element that holds it, and the names known inside."""

    tag: Tag
    holder: Element
    scope: Scope
    expected: tuple[str, ...]


@dataclass(slots=True)
class _Compiler:
    """Compiles the stories of one file. `runs` are the looks of printed values by key, for the sink."""

    package: Package
    source: str
    checker: Checker
    gatherer: TagGatherer = field(init=False)
    styles: StyleMap = field(init=False)
    runs: dict[str, str] = field(default_factory=dict)
    _jinja: dict[str, str] = field(default_factory=dict)
    _spans: dict[str, Span] = field(default_factory=dict)
    _prose: dict[str, tuple[Expression, str]] = field(default_factory=dict)
    _instances: dict[str, str] = field(default_factory=dict)
    _stack: list[_Frame] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gatherer = TagGatherer(self.source)
        self.styles = StyleMap(self._related("styles"))

    def texts(self) -> Mapping[str, str]:
        """The stories as Jinja, by the name of their part. What is faulty is in the diagnostics."""
        names = {DOCUMENT: self.package.main}
        for relation in self.package.relationships(self.package.main).values():
            if relation.type.rpartition("/")[2] in {"header", "footer"} and relation.target in self.package.members:
                names[relation.target] = relation.target
        for kind in ("footnotes", "endnotes"):
            self._refuse_tags(kind)
        made: dict[str, str] = {}
        for name, part in names.items():
            text = self._story(self.package.members[part], name)
            if text is not None:
                made[name] = text
        return made

    def _related(self, kind: str) -> Element | None:
        part = self.package.related(self.package.main, kind)
        return None if part is None else parse_xml(self.package.members[part], f"{self.source}/{part}").value

    def _refuse_tags(self, kind: str) -> None:
        root = self._related(kind)
        text = "" if root is None else "".join(str(each) for each in root.itertext())
        if "{{" in text or "{%" in text:
            self.gatherer.diagnostics.append(error("PG343", Span(f"{self.source}:{kind}"), tag=text.strip()[:40]))

    def _story(self, data: bytes, name: str) -> str | None:
        from docxtpl import DocxTemplate  # noqa: PLC0415  # heavy, and only for Word templates

        parsed = parse_xml(data, f"{self.source}/{name}")
        if parsed.value is None:
            self.gatherer.diagnostics += parsed.diagnostics
            return None
        root, before = parsed.value, len(self.gatherer.diagnostics)
        clean(root)
        self.styles.apply(root)
        keep_contents_place(root)
        self.gatherer.gather(root, "" if name == DOCUMENT else name.removeprefix("word/").removesuffix(".xml"))
        if len(self.gatherer.diagnostics) > before:
            return None
        self.gatherer.write(root)
        patched = DocxTemplate(None).patch_xml(markup(root))
        tree = parse_xml(patched.encode(), f"{self.source}/{name}").value
        assert tree is not None, "docxtpl's patches of opaque tags keep XML whole"
        self._check(tree)
        if self.checker.diagnostics:
            return None
        self._finish(tree)
        text = markup(tree).replace("{", "&#123;")
        return _DECLARATION + "".join(self._written(ch) if is_token(ch) else ch for ch in text)

    def _written(self, token: str) -> str:
        """The Jinja that a character stands for, a tag of the file's own with its place."""
        span = self._spans.get(token)
        return self._jinja[token] if span is None else placed(span) + self._jinja[token]

    # -- tags

    def _check(self, tree: Element) -> None:
        """Check every tag in the order of the text, and leave one character in its place."""
        self._stack = []
        flat: list[tuple[Element, str]] = []
        for holder, is_tail in list(_holders(tree)):
            text = (holder.tail if is_tail else holder.text) or ""
            if _DELIMITED.search(text) is None:
                continue
            run = holder.getparent() if holder.tag == _T and not is_tail else None
            around = run.getparent() if run is not None else holder.getparent() if is_tail else holder
            assert around is not None
            for match in _DELIMITED.finditer(text):
                self._tag(match[1], around, run)
            text = _DELIMITED.sub(r"\1", text)
            if run is not None:
                flat.append((run, text))
            elif is_tail:
                holder.tail = text
            else:
                holder.text = text
        for frame in self._stack:
            word = statement(frame.tag)[0]
            closing = "endfor" if word == "for" else "endif"
            self.checker.diagnostics.append(error("PG320", frame.tag.span, tag=frame.tag.body, closing=closing))
        for run, token in flat:
            in_place_of(run, token)

    def _scope(self) -> Scope:
        return self._stack[-1].scope if self._stack else {}

    def _fault(self, code: str, tag: Tag) -> None:
        self.checker.diagnostics.append(error(code, tag.span, tag=tag.body))

    def _tag(self, token: str, holder: Element, run: Element | None) -> None:
        tag = self.gatherer.tag(token)
        self._jinja[token] = ""
        self._spans[token] = tag.span
        if tag.kind == "output":
            self._output(token, tag, run)
            return
        word, rest = statement(tag)
        if word == "for":
            head = self.checker.head(tag.body, tag.span, self._scope())
            self._stack.append(_Frame(tag, holder, inside(self._scope(), head), AFTER["for"]))
        elif word == "if":
            self.checker.condition(rest, tag.span, self._scope())
            self._stack.append(_Frame(tag, holder, self._scope(), AFTER["if"]))
        elif word in {"elif", "else", "endfor", "endif"}:
            self._continue(tag, word, rest, holder)
        else:
            self._fault("PG335", tag)
        self._jinja[token] = "{% " + tag.body + " %}"

    def _continue(self, tag: Tag, word: str, rest: str, holder: Element) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame is None or word not in frame.expected:
            self._fault("PG321", tag)
            return
        if frame.holder is not holder:
            self._fault("PG344", frame.tag)
        self._stack.pop()
        if word == "elif":
            self.checker.condition(rest, tag.span, self._scope())
        if word in AFTER:
            self._stack.append(_Frame(frame.tag, holder, self._scope(), AFTER[word]))

    def _output(self, token: str, tag: Tag, run: Element | None) -> None:
        expression = self.checker.output(tag.body, tag.span, self._scope())
        if expression is None:
            return
        style, key = ("", "") if run is None else self._look(run.find(_RPR))
        printed = output(expression.source, style)
        self._jinja[token] = f"{command(f'run:{key}')}{printed}{command('run:')}" if key else printed
        if expression.is_prose:
            self._prose[token] = (expression, style)

    def _look(self, properties: Element | None) -> tuple[str, str]:
        """The look of a printed value: a character style's token, or the key of run properties of the file's own."""
        own = [] if properties is None else [each for each in properties if not _is_hint(each)]
        if not own:
            return "", ""
        if len(own) == 1 and own[0].tag == qn("w:rStyle") and own[0].get(_VAL) in _CHARACTER_TOKENS:
            return _CHARACTER_TOKENS[own[0].get(_VAL, "")], ""
        assert properties is not None
        xml = bare_markup(properties)
        key = digest(xml.encode())[:8]
        self.runs[key] = xml
        return "", key

    # -- what has no tag

    def _own(self, jinja: str) -> str:
        """A character for Jinja of ours."""
        token = chr(_OWN_TOKENS + len(self._jinja))
        self._jinja[token] = jinja
        return token

    def _finish(self, tree: Element) -> None:
        body = tree.find(qn("w:body"))
        read_parts(tree)
        self._lists(tree)
        for paragraph in list(tree.iter(_P)):
            self._captions(paragraph)
            self._title(paragraph)
            self._prose_paragraph(paragraph)
        if body is not None:
            mark_blocks(body, self._own)
            self._contents(body)

    def _lists(self, tree: Element) -> None:
        drop_numbers_of_styles(tree, self._related("styles"))
        numbering = Numbering(self._related("numbering"))
        numbering.join(tree)
        for container in tree.iter(qn("w:body"), qn("w:tc")):
            for instance, node in list(list_starts(container, self._jinja)):
                number = self._instances.setdefault(instance, str(len(self._instances) + 1))
                kind = "ordered" if numbering.is_ordered(instance) else "bullets"
                insert_before(node, container, self._own(command(f"list:{number}:{kind}")))
        numbers = {own: self._own(command(f"number:{number}")) for own, number in self._instances.items()}
        for paragraph in tree.iter(_P):
            item = item_of(paragraph)
            if item is not None and item.instance in numbers:
                paragraph.find(f"{_PPR}/{qn('w:numPr')}/{qn('w:numId')}").set(_VAL, numbers[item.instance])  # type: ignore[union-attr]

    def _captions(self, paragraph: Element) -> None:
        """The result of a SEQ field is counted when a draft is filled."""
        for field_ in fields(paragraph):
            if field_.code.startswith("SEQ ") and field_.results:
                field_.results[0].text = self._own(command("caption"))
                for other in field_.results[1:]:
                    other.text = ""

    def _title(self, paragraph: Element) -> None:
        """A TITLE field becomes the document's title."""
        for field_ in list(fields(paragraph)):
            if field_.code in {"TITLE", "DOCPROPERTY Title"}:
                in_place_of(field_.runs[0], self._own(command("title")))
                for run in field_.runs[1:]:
                    in_place_of(run, "")

    def _prose_paragraph(self, paragraph: Element) -> None:
        """A paragraph that holds nothing but a value of several paragraphs stands for each of them."""
        properties = paragraph.find(_PPR)
        content = (paragraph.text or "") if properties is None else (properties.tail or "")
        count = len(paragraph) - (properties is not None)
        if count or content not in self._prose:
            return
        expression, style = self._prose[content]
        begin, end = prose(expression.source, "\0").split("\0")
        self._jinja[content] = output("_prose", style)
        insert_before_element(paragraph, self._own(begin))
        paragraph.tail = self._own(end) + (paragraph.tail or "")

    def _contents(self, body: Element) -> None:
        for paragraph in list(body.iterchildren(_P)):
            if style_of(paragraph) == CONTENTS:
                in_place_of(paragraph, self._own(command("toc")))


def _holders(element: Element) -> Iterator[tuple[Element, bool]]:
    """Everything that holds text, in the order of the text: (element, whether it is what follows the element)."""
    yield element, False
    for child in element:
        yield from _holders(child)
        yield child, True


def _is_hint(properties: Element) -> bool:
    return properties.tag == qn("w:rFonts") and list(properties.attrib) == [qn("w:hint")]
