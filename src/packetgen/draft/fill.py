"""A Word template and a projected deal to a draft: rendered, parsed strictly, compared, mapped and packed."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from packetgen.deal.values import Leaf, Missing, Record
from packetgen.diagnostics import Diagnostic, Outcome, Span, error
from packetgen.draft.dialect import BLOCK
from packetgen.draft.model import DOCUMENT, BlockEntry, Draft, HeadingEntry, SpanEntry, WordTemplate
from packetgen.draft.properties import property_members
from packetgen.draft.provenance import Story, read_story, row_of
from packetgen.draft.sink import MARK, TOC, DraftSink
from packetgen.draft.toc import collect_headings, toc_xml
from packetgen.house.parts import numbering_xml
from packetgen.ooxml.checks import check_shape
from packetgen.ooxml.write import Member, write_package
from packetgen.ooxml.xml import parse_xml
from packetgen.template.compile import RenderingError, render
from packetgen.template.formats import Formats

_MARKED = re.compile(rf' (?:{MARK}="\d+"|{BLOCK}="[a-z0-9-]*")'.encode())
_END = b"</w:t></w:r>"
_ALIKE = re.compile(
    rb'(<w:r>(?:<w:rPr>(?:<[^>]*>)*?</w:rPr>)?<w:t xml:space="preserve">)[^<]*</w:t></w:r>(?:\1[^<]*</w:t></w:r>)+'
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
    unwritable = tuple(sink.unwritable())
    if unwritable:
        place = Span(identity.title)
        return Outcome(None, tuple(error("PG501", place, path=path, character=ch) for path, ch in unwritable))
    headings = collect_headings(texts[DOCUMENT], template.house) if sink.has_toc else ()
    if sink.has_toc:
        texts[DOCUMENT] = texts[DOCUMENT].replace(TOC, toc_xml(headings, pages or {}, template.house))
    return _finished(template, texts, sink, identity, headings)


def _finished(
    template: WordTemplate,
    texts: Mapping[str, str],
    sink: DraftSink,
    identity: Identity,
    headings: tuple[HeadingEntry, ...],
) -> Outcome[Draft]:
    found: list[Diagnostic] = []
    spans: list[SpanEntry] = []
    body, blocks = Story({}), tuple[BlockEntry, ...]()
    seen: set[int] = set()
    written = {name: text.encode() for name, text in texts.items()}
    for name, data in written.items():
        root = parse_xml(data, f"{identity.title}/{name}")
        if root.value is None:
            return Outcome(None, root.diagnostics)
        found += check_shape(root.value, f"{identity.title}/{name}")
        story = read_story(root.value, sink.blocks)
        if name == DOCUMENT:
            body, blocks = story, tuple(story.blocks())
        part = name.removeprefix("word/").removesuffix(".xml")
        made = list(_spans(story, part, blocks if name == DOCUMENT else (), sink, found))
        found += _unrecorded(story, made, f"{identity.title}/{part}")
        seen.update(number for number, *_ in story.printed)
        spans += made
    found += _lost(sink, seen)
    if found:
        return Outcome(None, tuple(found))
    members: dict[str, bytes | Member] = {name: _plain_runs(data) for name, data in written.items()}
    members |= template.members
    members["word/numbering.xml"] = numbering_xml(template.house, sink.lists)
    members |= property_members(identity.draft, identity.title, identity.locale)
    data = write_package(members)
    return Outcome(
        Draft(
            identity.draft, identity.title, data, tuple(body.paragraphs), tuple(spans), blocks, headings, sink.has_toc
        )
    )


def _plain_runs(part: bytes) -> bytes:
    """Without the marks of values, and neighbours of one look as one run, as a person would have typed them."""
    return _ALIKE.sub(lambda found: found[0].replace(_END + found[1], b""), _MARKED.sub(b"", part))


def _spans(
    story: Story, part: str, blocks: tuple[BlockEntry, ...], sink: DraftSink, found: list[Diagnostic]
) -> Iterator[SpanEntry]:
    """The place of every printed value of a story, each compared with what was printed there."""
    ids = {index: block.id for block in blocks for index in range(block.first, block.end)}
    for number, paragraph, start, text in story.printed:
        shown = sink.printed_values[number]
        if shown.text != text:
            found.append(error("PG502", Span(f"{sink.title}/{part}"), text=shown.text, found=text))
        value = shown.value
        if isinstance(value, (Leaf, Missing)):  # a union is made anew each time
            yield SpanEntry(  # by position: by name takes three times as long
                part,
                paragraph,
                start,
                start + len(text),
                value.path,
                value.field.kind.value,
                text,
                ids.get(paragraph, ""),
                row_of(value.path, value.via),
                value.derived_from if isinstance(value, Leaf) else (),
                value.via,
                value.reason if isinstance(value, Missing) else None,
            )


def _lost(sink: DraftSink, seen: set[int]) -> Iterator[Diagnostic]:
    """What was printed and stands nowhere."""
    for number, shown in enumerate(sink.printed_values):
        if number not in seen:
            yield error("PG502", Span(sink.title), text=shown.text, found="")


def _unrecorded(story: Story, spans: list[SpanEntry], place: str) -> Iterator[Diagnostic]:
    """A placeholder of a story that no span records would be lost to the report and to the read-back."""
    starts = tuple(accumulate((len(text) + 1 for text in story.paragraphs), initial=0))
    matches = tuple(_PLACEHOLDERS.finditer("\n".join(story.paragraphs)))
    places: dict[int, list[SpanEntry]] = {}
    for span in spans if matches else ():
        places.setdefault(span.paragraph, []).append(span)
    for match in matches:
        paragraph = bisect_right(starts, match.start()) - 1
        at = match.start() - starts[paragraph]
        if not any(span.start <= at < span.end for span in places.get(paragraph, ())):
            yield error("PG503", Span(place), text=match.group())
