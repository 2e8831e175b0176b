"""A Word template and a projected deal to a draft: rendered, parsed strictly, compared, mapped and packed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from packetgen.deal.values import Leaf, Missing, Record
from packetgen.diagnostics import Diagnostic, Outcome, Span, error
from packetgen.draft.dialect import BLOCK
from packetgen.draft.model import DOCUMENT, BlockEntry, Draft, HeadingEntry, SpanEntry, WordTemplate
from packetgen.draft.properties import property_members
from packetgen.draft.provenance import blocks_of, row_of
from packetgen.draft.sink import MARK, TOC, DraftSink
from packetgen.draft.toc import collect_headings, toc_xml
from packetgen.house.parts import numbering_xml
from packetgen.ooxml.checks import check_shape
from packetgen.ooxml.names import qn
from packetgen.ooxml.paragraphs import paragraph_text, run_text
from packetgen.ooxml.write import Member, write_package
from packetgen.ooxml.xml import Element, parse_xml
from packetgen.template.compile import RenderingError, render
from packetgen.template.formats import Formats

_MARKED = re.compile(rf' (?:{MARK}="\d+"|{BLOCK}="[a-z0-9-]*")')
_END = "</w:t></w:r>"
_ALIKE = re.compile(
    r'(<w:r>(?:<w:rPr>(?:<[^>]*>)*?</w:rPr>)?<w:t xml:space="preserve">)[^<]*</w:t></w:r>(?:\1[^<]*</w:t></w:r>)+'
)
_PLACEHOLDERS = re.compile(r"【待补|【待核|\[to be (?:completed|verified):")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a draft is called: its opaque id, its title, and the language of its words.

    `template` is what diagnostics call the content template.
    """

    draft: str
    title: str
    locale: str
    template: str = ""


def fill(
    template: WordTemplate,
    context: Record,
    formats: Formats,
    identity: Identity,
    pages: Mapping[str, int] | None = None,
) -> Outcome[Draft]:
    """Fill a template.

    Args:
        template: the compiled Word template.
        context: what the document's audience may see.
        formats: how values are written.
        identity: id and title.
        pages: page numbers by bookmark for the table of contents, where they are known already.
    """
    sink = DraftSink(identity.draft, identity.title, formats.language == "zh", template.runs)
    try:
        texts = {name: render(part, context, sink, formats) for name, part in template.parts.items()}
    except RenderingError as fault:
        place = replace(fault.place, source=f"{identity.template or identity.title}{fault.place.source}")
        return Outcome(None, (error("PG504", place, problem=fault.problem),))
    if sink.unwritable:
        place = Span(identity.title)
        return Outcome(None, tuple(error("PG501", place, path=path, character=ch) for path, ch in sink.unwritable))
    has_toc = TOC in texts[DOCUMENT]
    headings = collect_headings(texts[DOCUMENT], template.house) if has_toc else ()
    if has_toc:
        texts[DOCUMENT] = texts[DOCUMENT].replace(TOC, toc_xml(headings, pages or {}, template.house))
    return _finished(template, texts, sink, identity, headings, has_toc=has_toc)


def _finished(
    template: WordTemplate,
    texts: Mapping[str, str],
    sink: DraftSink,
    identity: Identity,
    headings: tuple[HeadingEntry, ...],
    *,
    has_toc: bool,
) -> Outcome[Draft]:
    found: list[Diagnostic] = []
    spans: list[SpanEntry] = []
    blocks: tuple[BlockEntry, ...] = ()
    paragraphs: tuple[str, ...] = ()
    seen: set[int] = set()
    numbering = numbering_xml(template.house, sink.lists)
    for name, text in texts.items():
        root = parse_xml(text.encode(), f"{identity.title}/{name}")
        if root.value is None:
            return Outcome(None, root.diagnostics)
        found += check_shape(root.value, f"{identity.title}/{name}")
        story = name.removeprefix("word/").removesuffix(".xml")
        own = tuple(paragraph_text(each) for each in root.value.iter(qn("w:p")))
        if name == DOCUMENT:
            paragraphs, blocks = own, tuple(blocks_of(root.value, sink.blocks))
        made = list(_spans(root.value, story, sink, blocks if name == DOCUMENT else (), found, seen))
        found += _unrecorded(own, made, f"{identity.title}/{story}")
        spans += made
    found += _lost(sink, seen)
    if found:
        return Outcome(None, tuple(found))
    members: dict[str, bytes | Member] = {name: _plain_runs(text).encode() for name, text in texts.items()}
    members |= template.members
    members["word/numbering.xml"] = numbering
    members |= property_members(identity.draft, identity.title, identity.locale)
    data = write_package(members)
    draft = Draft(identity.draft, identity.title, data, paragraphs, tuple(spans), blocks, headings, has_toc)
    return Outcome(draft)


def _plain_runs(text: str) -> str:
    """Without the marks of values, and neighbours of one look as one run, as a person would have typed them."""
    return _ALIKE.sub(lambda found: found[0].replace(_END + found[1], ""), _MARKED.sub("", text))


def _spans(
    root: Element, story: str, sink: DraftSink, blocks: tuple[BlockEntry, ...], found: list[Diagnostic], seen: set[int]
) -> Iterator[SpanEntry]:
    """The place of every printed value of a story, each compared with what was printed there."""
    ids = {index: block.id for block in blocks for index in range(block.first, block.end)}
    for index, paragraph in enumerate(root.iter(qn("w:p"))):
        offset = 0
        for run in paragraph.iter(qn("w:r")):
            text = run_text(run)
            number = run.get(qn(MARK))
            if number is not None:
                seen.add(int(number))
                shown = sink.printed_values[int(number)]
                if shown.text != text:
                    found.append(error("PG502", Span(f"{sink.title}/{story}"), text=shown.text, found=text))
                if isinstance(shown.value, Leaf | Missing):
                    yield _span(shown.value, text, story, (index, offset), ids.get(index, ""))
            offset += len(text)


def _lost(sink: DraftSink, seen: set[int]) -> Iterator[Diagnostic]:
    """What was printed and stands nowhere."""
    for number, shown in enumerate(sink.printed_values):
        if number not in seen:
            yield error("PG502", Span(sink.title), text=shown.text, found="")


def _span(value: Leaf | Missing, text: str, story: str, place: tuple[int, int], block: str) -> SpanEntry:
    paragraph, start = place
    return SpanEntry(
        story=story,
        paragraph=paragraph,
        start=start,
        end=start + len(text),
        path=value.path,
        kind=value.field.kind.value,
        text=text,
        block=block,
        row=row_of(value.path, value.via),
        derived_from=value.derived_from if isinstance(value, Leaf) else (),
        via=value.via,
        reason=value.reason if isinstance(value, Missing) else None,
    )


def _unrecorded(paragraphs: tuple[str, ...], spans: list[SpanEntry], place: str) -> Iterator[Diagnostic]:
    """A placeholder of a story that no span records would be lost to the report and to the read-back."""
    recorded = {(span.paragraph, span.start) for span in spans if span.reason}
    inside = [(span.paragraph, span.start, span.end) for span in spans]
    for index, text in enumerate(paragraphs):
        for match in _PLACEHOLDERS.finditer(text):
            at = match.start()
            is_value = any(p == index and start <= at < end for p, start, end in inside)
            if (index, at) not in recorded and not is_value:
                yield error("PG503", Span(place), text=match.group())
