"""The bytes of a Word file to a Document."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from packetgen.diagnostics import Diagnostic, Outcome, Severity, Span, error, outcome, warning
from packetgen.document.blocks import BlockReader, Definitions
from packetgen.document.drawings import DrawingReader
from packetgen.document.font_table import declared_faces
from packetgen.document.graphics import Drawing
from packetgen.document.model import Block, Comment, Document, Note, Section, View
from packetgen.document.notes import Kind, NoteCounter, note_elements, read_comments
from packetgen.document.numbering import read_numbering
from packetgen.document.sections import note_rules, read_section
from packetgen.document.settings import Settings, read_settings
from packetgen.document.styles import Styles
from packetgen.document.theme import read_theme
from packetgen.document.unseen import unseen
from packetgen.ooxml.hazards import hazards
from packetgen.ooxml.limits import DEFAULT_LIMITS, Limits
from packetgen.ooxml.measures import hexadecimal
from packetgen.ooxml.names import qn
from packetgen.ooxml.package import Package, open_package
from packetgen.ooxml.relationships import Relationship
from packetgen.ooxml.xml import Element

_KINDS: tuple[Kind, ...] = ("footnote", "endnote")


def read_docx(
    data: bytes, source: str, view: View = "markup", limits: Limits = DEFAULT_LIMITS, *, hidden: bool = False
) -> Outcome[Document]:
    """Read a Word file as a view shows it.

    What is not understood is a warning with the part that holds it; text is never dropped.

    Args:
        data: the file.
        source: its name, for diagnostics.
        view: which tracked changes show.
        limits: what the file may cost.
        hidden: whether hidden text is read too, as runs whose format says so. Else it is left out as on Word's pages,
            and a warning says how much of it there is.
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
    reader = _Reader(package, view, hidden)
    document = reader.document(root.value)
    return outcome(document, (*opened.diagnostics, *hazards(package), *reader.report()))


@dataclass(slots=True)
class _Reader:
    """Reads the stories of one file. It is the context (inlines.StoryContext) of the readers of its parts."""

    package: Package
    view: View
    hidden: bool
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    unseen: dict[str, Counter[str]] = field(default_factory=dict)
    hidden_characters: Counter[str] = field(default_factory=Counter)
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
        self._look_over(root, self.package.main)
        sections = self._sections(root.findall(qn("w:body")), settings) or (Section(()),)
        title, language = self._properties()
        # A file may keep a ground that it does not show.
        ground = root.find(qn("w:background")) if settings.shows_background else None
        return Document(
            sections,
            settings.even_and_odd,
            title,
            language,
            self.images,
            declared_faces(self._root("fontTable")),
            self.view,
            tuple(self._notes()),
            self._comments(),
            settings.default_tab,
            settings.mirror_margins,
            settings.grid_in_tables,
            settings.spaces_add,
            settings.breaks_before_mark,
            hexadecimal(ground.get(qn("w:color"))) if ground is not None else "",
            self._application(),
            settings.compatibility,
            settings.protection,
            settings.tracks_changes,
        )

    # -- sections

    def _sections(self, bodies: Iterable[Element], settings: Settings) -> tuple[Section, ...]:
        """Blocks up to each paragraph that ends a section, and to the end of the body; generators write several."""
        found: list[Section] = []
        reader = BlockReader(self.definitions, self, self.package.main)
        for body in bodies:
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
        self._look_over(root, known.target)
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

    def _look_over(self, root: Element, part: str) -> None:
        if part not in self.unseen:
            self.unseen[part] = unseen(root)

    def unknown(self, part: str, name: str) -> None:
        self.found[part, name.rpartition("}")[2]] += 1

    def concealed(self, part: str, count: int) -> None:
        self.hidden_characters[part] += count

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

    def report(self) -> tuple[Diagnostic, ...]:
        """What was not understood, by part and name, with how often."""
        source = self.package.source
        met = (
            warning("PG630", Span(f"{source}/{part}"), name=name, count=count)
            for (part, name), count in sorted(self.found.items())
        )
        hidden = (
            warning("PG631", Span(f"{source}/{part}"), count=count)
            for part, count in sorted(self.hidden_characters.items())
        )
        without = (
            warning("PG632", Span(f"{source}/{part}"), name=name.rpartition("}")[2], count=count)
            for part, counts in sorted(self.unseen.items())
            for name, count in sorted(counts.items())
        )
        return (*self.faults, *met, *hidden, *without)


_HOLDERS = frozenset({qn("w:p"), qn("w:sdt"), qn("w:customXml"), qn("w:ins"), qn("w:del")})
"""Elements of a body in which a section may end."""
