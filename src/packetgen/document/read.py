"""The bytes of a Word file to a Document."""

from collections import Counter
from dataclasses import dataclass, field, replace

from packetgen.diagnostics import Diagnostic, Outcome, Severity, Span, outcome, warning
from packetgen.document.blocks import BlockReader
from packetgen.document.inlines import InlineReader
from packetgen.document.model import Block, Document, RunFormat, Section
from packetgen.document.numbering import Numbering, read_numbering
from packetgen.document.properties import is_on
from packetgen.document.sections import read_section
from packetgen.document.styles import Styles
from packetgen.ooxml.names import qn
from packetgen.ooxml.package import Package, open_package
from packetgen.ooxml.xml import Element, parse_xml


def read_docx(data: bytes, source: str) -> Outcome[Document]:
    """Read a Word file. What is not understood is a warning with the part that holds it; text is never dropped."""
    opened = open_package(data, source)
    if opened.value is None:
        return Outcome(None, opened.diagnostics)
    package = opened.value
    root = parse_xml(package.members[package.main], f"{source}/{package.main}")
    if root.value is None:
        return Outcome(None, root.diagnostics)
    reader = _Reader(package)
    document = reader.document(root.value)
    return outcome(document, (*opened.diagnostics, *reader.report()))


@dataclass(slots=True)
class _Reader:
    package: Package
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    images: dict[str, bytes] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)

    def document(self, root: Element) -> Document:
        main = self.package.main
        styles = Styles(self._root("styles"))
        numbering = read_numbering(self._root("numbering"))
        settings = self._root("settings")
        even = settings is not None and is_on(settings.find(qn("w:evenAndOddHeaders")))
        body = root.find(qn("w:body"))
        sections = self._sections(body, styles, numbering, main) if body is not None else ()
        title, language = self._properties()
        return Document(sections, even, title, language, self.images, self._alternatives())

    def _sections(self, body: Element, styles: Styles, numbering: Numbering, main: str) -> tuple[Section, ...]:
        """Blocks up to each paragraph that ends a section, and to the end of the body."""
        found: list[Section] = []
        reader = self._block_reader(styles, numbering, main)
        relations = self.package.relationships(main)

        def story(relation: str) -> tuple[Block, ...]:
            known = relations.get(relation)
            root = self._part(known.target) if known is not None else None
            if known is None or root is None:
                return ()
            return self._block_reader(styles, numbering, known.target).blocks(root)

        blocks = reader.blocks(body)
        ends = self._section_ends(body)
        start = 0
        for address, properties in ends:
            stop = next((i + 1 for i, b in enumerate(blocks) if b.address == f"{main}{address}"), len(blocks))
            found.append(read_section(properties, blocks[start:stop], found[-1] if found else None, story))
            start = stop
        last = body.find(qn("w:sectPr"))
        found.append(read_section(last, blocks[start:], found[-1] if found else None, story))
        return tuple(found)

    def _section_ends(self, body: Element) -> list[tuple[str, Element]]:
        found: list[tuple[str, Element]] = []
        for index, child in enumerate(body):
            properties = child.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") if child.tag == qn("w:p") else None
            if properties is not None:
                found.append((f"/{index}", properties))
        return found

    def _block_reader(self, styles: Styles, numbering: Numbering, part: str) -> BlockReader:
        def unknown(name: str) -> None:
            self.unknown[part, name.rpartition("}")[2]] += 1

        inlines = InlineReader(self.package, part, lambda _: RunFormat(), unknown, self.images)
        return BlockReader(styles, numbering, inlines, part)

    def _root(self, kind: str) -> Element | None:
        part = self.package.related(self.package.main, kind)
        return self._part(part) if part is not None else None

    def _part(self, part: str) -> Element | None:
        data = self.package.members.get(part)
        if data is None:
            return None
        root = parse_xml(data, f"{self.package.source}/{part}")
        self.faults += [replace(each, severity=Severity.WARNING) for each in root.diagnostics]
        return root.value

    def _properties(self) -> tuple[str, str]:
        part = self.package.related("", "core-properties")
        root = self._part(part) if part is not None else None
        if root is None:
            return "", ""
        title, language = root.find(qn("dc:title")), root.find(qn("dc:language"))
        return (
            (title.text or "").strip() if title is not None else "",
            (language.text or "").strip() if language is not None else "",
        )

    def _alternatives(self) -> dict[str, tuple[str, ...]]:
        root = self._root("fontTable")
        found: dict[str, tuple[str, ...]] = {}
        for font in root if root is not None else ():
            other = font.find(qn("w:altName"))
            if other is not None:
                names = other.get(qn("w:val"), "").split(",")
                found[font.get(qn("w:name"), "")] = tuple(name.strip() for name in names if name.strip())
        return found

    def report(self) -> tuple[Diagnostic, ...]:
        """What was not understood, by part and name, with how often."""
        source = self.package.source
        met = (
            warning("PG630", Span(f"{source}/{part}"), name=name, count=count)
            for (part, name), count in sorted(self.unknown.items())
        )
        return (*self.faults, *met)
