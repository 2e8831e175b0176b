"""The bytes of a Word file to a Document."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from packetgen.diagnostics import Diagnostic, Outcome, Severity, Span, error, outcome, warning
from packetgen.document.blocks import BlockReader, Definitions
from packetgen.document.drawings import DrawingReader
from packetgen.document.graphics import Drawing
from packetgen.document.model import Block, Comment, Document, Note, Section, View
from packetgen.document.notes import Kind, NoteCounter, note_elements, read_comments
from packetgen.document.numbering import read_numbering
from packetgen.document.sections import note_rules, read_section
from packetgen.document.settings import Settings, read_settings
from packetgen.document.styles import Styles
from packetgen.document.theme import read_theme
from packetgen.ooxml.hazards import hazards
from packetgen.ooxml.limits import DEFAULT_LIMITS, Limits
from packetgen.ooxml.measures import hexadecimal
from packetgen.ooxml.names import qn
from packetgen.ooxml.package import Package, open_package
from packetgen.ooxml.relationships import Relationship
from packetgen.ooxml.xml import Element

_KINDS: tuple[Kind, ...] = ("footnote", "endnote")


def read_docx(data: bytes, source: str, view: View = "markup", limits: Limits = DEFAULT_LIMITS) -> Outcome[Document]:
    """Read a Word file as a view shows it.

    What is not understood is a warning with the part that holds it; text is never dropped.
    """
    opened = open_package(data, source, limits)
    if opened.value is None:
        return Outcome(None, opened.diagnostics)
    package = opened.value
    root = package.parsed(package.main)
    if root.value is None:
        return Outcome(None, root.diagnostics)
    if root.value.tag != qn("w:document"):
        return Outcome(None, (error("PG624", Span(f"{source}/{package.main}")),))
    reader = _Reader(package, view)
    document = reader.document(root.value)
    return outcome(document, (*opened.diagnostics, *hazards(package), *reader.report()))


@dataclass(slots=True)
class _Reader:
    """Reads the stories of one file. It is the context (inlines.StoryContext) of the readers of its parts."""

    package: Package
    view: View
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    images: dict[str, bytes] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    notes: NoteCounter = field(default_factory=NoteCounter)
    definitions: Definitions = field(init=False)
    _drawers: dict[str, DrawingReader] = field(default_factory=dict)
    _relations: dict[str, Mapping[str, Relationship]] = field(default_factory=dict)

    def document(self, root: Element) -> Document:
        settings = read_settings(self._root("settings"))
        theme = read_theme(self._root("theme"), settings.east_asian_language)
        self.definitions = Definitions(Styles(self._root("styles")), read_numbering(self._root("numbering")), theme)
        body = root.find(qn("w:body"))
        sections = self._sections(body, settings) if body is not None else (Section(()),)
        title, language = self._properties()
        ground = root.find(qn("w:background"))
        return Document(
            sections,
            settings.even_and_odd,
            title,
            language,
            self.images,
            self._alternatives(),
            self.view,
            tuple(self._notes()),
            self._comments(),
            settings.default_tab,
            settings.mirror_margins,
            settings.grid_in_tables,
            hexadecimal(ground.get(qn("w:color"))) if ground is not None else "",
            self._application(),
            settings.compatibility,
        )

    # -- sections

    def _sections(self, body: Element, settings: Settings) -> tuple[Section, ...]:
        """Blocks up to each paragraph that ends a section, and to the end of the body."""
        found: list[Section] = []
        main = self.package.main
        reader = BlockReader(self.definitions, self, main)
        children = list(enumerate(body))
        start = 0
        for stop, properties in self._section_ends(body):
            self.notes.enter(note_rules(properties, settings.notes))
            blocks = reader.numbered(children[start:stop])
            found.append(
                read_section(properties, blocks, found[-1] if found else None, self._running_story, settings.notes)
            )
            start = stop
        return tuple(found)

    def _section_ends(self, body: Element) -> Iterator[tuple[int, Element | None]]:
        for index, child in enumerate(body):
            properties = next(child.iter(qn("w:sectPr")), None) if child.tag in _HOLDERS else None
            if properties is not None:
                yield index + 1, properties
        yield len(body), body.find(qn("w:sectPr"))

    def _running_story(self, relation: str) -> tuple[Block, ...]:
        known = self.relation(self.package.main, relation)
        root = self._part(known.target) if known is not None else None
        if known is None or root is None:
            return ()
        # Lists in a header count for themselves.
        own = replace(self.definitions, numbering=self.definitions.numbering.fresh())
        return BlockReader(own, self, known.target).blocks(root)

    # -- notes and comments

    def _notes(self) -> Iterator[Note]:
        """The notes that the text refers to. A note may refer to others; those are read too."""
        elements = {kind: note_elements(self._root(f"{kind}s"), kind) for kind in _KINDS}
        read: set[tuple[str, str]] = set()
        while waiting := [key for key in self.notes.found if key not in read]:
            for kind, name in waiting:
                read.add((kind, name))
                element = elements[kind].get(name)  # type: ignore[index]
                part = self.package.related(self.package.main, f"{kind}s")
                if element is not None and part is not None:
                    label = self.notes.found[kind, name]
                    blocks = BlockReader(self.definitions, self, part, label).blocks(element)
                    yield Note(kind, name, label, blocks)  # type: ignore[arg-type]

    def _comments(self) -> tuple[Comment, ...]:
        root, part = self._root("comments"), self.package.related(self.package.main, "comments")
        if root is None or part is None:
            return ()
        blocks = {
            each.get(qn("w:id"), ""): BlockReader(self.definitions, self, part).blocks(each)
            for each in root.findall(qn("w:comment"))
        }
        return tuple(read_comments(root, self._root("commentsExtended"), blocks))

    # -- the context of the readers

    def relation(self, part: str, name: str) -> Relationship | None:
        if part not in self._relations:
            self._relations[part] = self.package.relationships(part)
        return self._relations[part].get(name)

    def unknown(self, part: str, name: str) -> None:
        self.found[part, name.rpartition("}")[2]] += 1

    def note_label(self, kind: str, name: str, mark: str) -> str:
        return self.notes.label(kind, name, mark)

    def drawings(self, part: str, element: Element) -> tuple[Drawing, ...]:
        if part not in self._drawers:
            self._drawers[part] = DrawingReader(
                self.package,
                part,
                self.definitions.theme,
                lambda words: BlockReader(self.definitions, self, part).blocks(words),
                lambda name: self.unknown(part, name),
                self.images,
            )
        return self._drawers[part].read(element)

    # -- parts

    def _root(self, kind: str) -> Element | None:
        part = self.package.related(self.package.main, kind)
        return self._part(part) if part is not None else None

    def _part(self, part: str) -> Element | None:
        if part not in self.package.members:
            return None
        root = self.package.parsed(part)
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

    def _application(self) -> str:
        part = self.package.related("", "extended-properties")
        root = self._part(part) if part is not None else None
        for each in root if root is not None else ():
            if isinstance(each.tag, str) and each.tag.endswith("}Application"):
                return (each.text or "").strip()
        return ""

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
            for (part, name), count in sorted(self.found.items())
        )
        return (*self.faults, *met)


_HOLDERS = frozenset({qn("w:p"), qn("w:sdt"), qn("w:customXml"), qn("w:ins"), qn("w:del")})
"""Elements of a body in which a section may end."""
