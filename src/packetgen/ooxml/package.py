"""The bytes of a Word file to its parts, with what could harm the reader refused before anything is inflated."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from packetgen.diagnostics import Diagnostic, Outcome, Span, error
from packetgen.ooxml.archive import Entry, MemberDamagedError, inflate, read_directory
from packetgen.ooxml.disguise import code_of_file, code_of_package
from packetgen.ooxml.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from packetgen.ooxml.names import CONTENT_TYPES
from packetgen.ooxml.pictures import check_picture
from packetgen.ooxml.relationships import Relationship, by_folded_name, folded, read_relationships, relations_part
from packetgen.ooxml.xml import Element, check_text, parse_xml

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS = ("macroEnabled", "ms-word.document.macro", "ms-word.template.macro", "ms-office.vbaProject")
_XML_ENDINGS = (".xml", ".rels")


@dataclass(frozen=True)
class Package:
    """Members by name; `main` is the name of the document part."""

    source: str
    members: Mapping[str, bytes]
    types: Mapping[str, str]
    main: str
    limits: Limits = DEFAULT_LIMITS
    _relations: dict[str, Outcome[Mapping[str, Relationship]]] = field(default_factory=dict, repr=False, compare=False)
    _roots: dict[str, Outcome[Element]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return by_folded_name(self.members)

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """The relationships of a part by id; an empty mapping where it has none or they cannot be read."""
        return self.read_relationships(part).value or {}

    def read_relationships(self, part: str) -> Outcome[Mapping[str, Relationship]]:
        """The relationships of a part by id, or why they cannot be read."""
        if part not in self._relations:
            self._relations[part] = self._relationships(part)
        return self._relations[part]

    def _relationships(self, part: str) -> Outcome[Mapping[str, Relationship]]:
        holder = self._names.get(folded(relations_part(part)))
        if holder is None:
            return Outcome({})
        root = parse_xml(self.members[holder], f"{self.source}/{holder}")
        return root.map(lambda each: read_relationships(each, part, self._names))

    def parsed(self, part: str) -> Outcome[Element]:
        """The root of a part that is a member, parsed once; do not change it."""
        if part not in self._roots:
            self._roots[part] = parse_xml(self.members[part], f"{self.source}/{part}")
        return self._roots[part]

    def picture(self, part: str) -> bytes | None:
        """The bytes of a picture, None where it is missing or not to be printed."""
        return self.members.get(part) if self.picture_fault(part) is None else None

    def picture_fault(self, part: str) -> Diagnostic | None:
        """Why a picture that is a member is not printed, or None."""
        data = self.members.get(part)
        return None if data is None else check_picture(data, Span(f"{self.source}/{part}"), self.limits)

    def related(self, part: str, kind: str) -> str | None:
        """The first part that a part is related to by the last word of the relationship's type."""
        for relation in self.relationships(part).values():
            if relation.kind == kind and not relation.external and relation.target in self.members:
                return relation.target
        return None


def open_package(data: bytes, source: str, limits: Limits = DEFAULT_LIMITS) -> Outcome[Package]:
    """Open a Word file, or say in one diagnostic why not.

    Sizes, counts, names and overlaps are checked on the zip file's directory before anything is inflated; then each
    XML part is checked for its encoding, for document type declarations and for how much there is to read.
    """
    place = Span(source)
    if len(data) > limits.file_bytes:
        size, limit = -(-len(data) // MEGABYTE), limits.file_bytes // MEGABYTE
        return Outcome(None, (error("PG612", place, size=size, limit=limit),))
    disguise = code_of_file(data)
    if disguise is not None:
        return Outcome(None, (error(disguise, place),))
    directory = read_directory(data, source, limits)
    if directory.value is None:
        return Outcome(None, directory.diagnostics)
    members = _inflated(data, directory.value, place)
    return members.then(lambda found: _package(found, source, limits))


def _inflated(data: bytes, entries: tuple[Entry, ...], place: Span) -> Outcome[Mapping[str, bytes]]:
    members: dict[str, bytes] = {}
    for entry in entries:
        if entry.is_folder:
            continue
        try:
            members[entry.name] = inflate(data, entry)
        except MemberDamagedError:
            return Outcome(None, (error("PG626", place, name=entry.name),))
    return Outcome(members)


def _package(members: Mapping[str, bytes], source: str, limits: Limits) -> Outcome[Package]:
    names = by_folded_name(members)
    listing = names.get("[content_types].xml")
    if listing is None:
        return Outcome(None, (error(code_of_package(members), Span(source)),))
    refusal = _refused_text(members, source, limits)
    if refusal is not None:
        return Outcome(None, (refusal,))
    root = parse_xml(members[listing], f"{source}/{listing}")
    if root.value is None:
        return Outcome(None, root.diagnostics)
    types = _types(root.value, members)
    if any(mark in kind for kind in types.values() for mark in _MACROS):
        return Outcome(None, (error("PG625", Span(source)),))
    package = Package(source, members, types, "", limits)
    main = package.related("", "officeDocument")
    if main is None:
        main = next((name for name, kind in types.items() if kind == _MAIN), None)
    if main is None or "wordprocessingml" not in types[main]:
        return Outcome(None, (error(code_of_package(members, types.values()), Span(source)),))
    return Outcome(replace(package, main=main))


def _refused_text(members: Mapping[str, bytes], source: str, limits: Limits) -> Diagnostic | None:
    """What forbids one of the XML parts, even one that nothing would read."""
    marks = 0
    for name, data in members.items():
        if not name.lower().endswith(_XML_ENDINGS):
            continue
        marks += data.count(b"<") + data.count(b"=")
        if marks > limits.marks:
            return error("PG649", Span(f"{source}/{name}"), limit=limits.marks)
        refusal = check_text(data, f"{source}/{name}")
        if refusal is not None:
            return refusal
    return None


def _types(root: Element, members: Mapping[str, bytes]) -> Mapping[str, str]:
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for each in root:
        kind = each.get("ContentType", "")
        if each.tag == f"{{{CONTENT_TYPES}}}Default":
            defaults[each.get("Extension", "").lower()] = kind
        elif each.tag == f"{{{CONTENT_TYPES}}}Override":
            overrides[folded(each.get("PartName", "").lstrip("/"))] = kind
    return {name: overrides.get(folded(name)) or defaults.get(name.rpartition(".")[2].lower(), "") for name in members}
