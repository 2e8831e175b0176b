"""The bytes of a Word file to its parts, with what could harm the reader refused before anything is inflated."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from packetgen.diagnostics import Diagnostic, Outcome, Span, error
from packetgen.ooxml.names import CONTENT_TYPES, STRICT
from packetgen.ooxml.xml import Element, parse_xml

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS = ("macroEnabled", "ms-word.document.macro", "ms-word.template.macro")
_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost. No file of a corpus of 7,436 came near any of these."""

    file_bytes: int = 50 * _MEGABYTE
    members: int = 2000
    total_bytes: int = 200 * _MEGABYTE
    part_bytes: int = 64 * _MEGABYTE
    ratio: int = 500  # of inflated to deflated bytes, for members over 1 MB


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Relationship:
    id: str
    type: str
    target: str  # a part's name, or an address outside
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """Members by name; `main` is the name of the document part."""

    source: str
    members: Mapping[str, bytes]
    types: Mapping[str, str]
    main: str

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """The relationships of a part by id; an empty mapping where it has none or they cannot be read."""
        folder, _, name = part.rpartition("/")
        data = self.members.get(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        root = parse_xml(data, part).value if data is not None else None
        if root is None:
            return {}
        return {each.id: each for each in (_relationship(element, folder) for element in root)}

    def related(self, part: str, kind: str) -> str | None:
        """The first part that a part is related to by the last word of the relationship's type."""
        for relation in self.relationships(part).values():
            is_kind = relation.type.rpartition("/")[2] == kind
            if is_kind and not relation.external and relation.target in self.members:
                return relation.target
        return None


def open_package(data: bytes, source: str, limits: Limits = DEFAULT_LIMITS) -> Outcome[Package]:
    """Open a Word file, or say in one diagnostic why not."""
    refusal = _wrong_kind(data, source, limits)
    if refusal is not None:
        return Outcome(None, (refusal,))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refusal = _harmful(archive.infolist(), len(data), source, limits)
            if refusal is not None:
                return Outcome(None, (refusal,))
            members = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        struct.error,
        NotImplementedError,
        RuntimeError,
        UnicodeDecodeError,
        ValueError,
        KeyError,
        OverflowError,
    ) as fault:
        return Outcome(None, (error("PG611", Span(source), reason=str(fault) or type(fault).__name__),))
    return _package(members, source)


def _wrong_kind(data: bytes, source: str, limits: Limits) -> Diagnostic | None:
    place = Span(source)
    head = data[:512].lstrip()
    if len(data) > limits.file_bytes:
        return error("PG612", place, size=len(data) // _MEGABYTE, limit=limits.file_bytes // _MEGABYTE)
    if not data:
        return error("PG613", place)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return error("PG614", place)
    if head[:1] == b"<" or head[:5].lower() == b"{\\rtf":
        return error("PG615", place)
    if data.startswith(b"%PDF"):
        return error("PG616", place)
    return None if data.startswith(b"PK\x03\x04") else error("PG617", place)


def _harmful(members: list[zipfile.ZipInfo], size: int, source: str, limits: Limits) -> Diagnostic | None:
    place = Span(source)
    if len(members) > limits.members:
        return error("PG618", place, count=len(members), limit=limits.members)
    if sum(each.file_size for each in members) > limits.total_bytes:
        return error("PG619", place, limit=limits.total_bytes // _MEGABYTE)
    end = 0
    names: set[str] = set()
    for each in sorted(members, key=lambda info: info.header_offset):
        folded = each.filename.casefold()
        parts = each.filename.split("/")
        if folded in names or ".." in parts or each.filename.startswith("/") or "\\" in each.filename:
            return error("PG620", place, name=each.filename)
        names.add(folded)
        if each.header_offset < end or each.header_offset + each.compress_size > size:
            return error("PG621", place, name=each.filename)
        end = each.header_offset + each.compress_size
        if each.flag_bits & 0x1:
            return error("PG622", place)
        if each.file_size > limits.part_bytes or (
            each.file_size > _MEGABYTE and each.file_size > limits.ratio * max(1, each.compress_size)
        ):
            return error("PG623", place, name=each.filename)
    return None


def _package(members: Mapping[str, bytes], source: str) -> Outcome[Package]:
    raw = members.get("[Content_Types].xml")
    root = parse_xml(raw, f"{source}/[Content_Types].xml") if raw is not None else None
    if root is None or root.value is None:
        return Outcome(None, (root.diagnostics if root else ()) or (error("PG624", Span(source)),))
    types = _types(root.value, members)
    if any(mark in kind for kind in types.values() for mark in _MACROS):
        return Outcome(None, (error("PG625", Span(source)),))
    package = Package(source, members, types, "")
    main = package.related("", "officeDocument")
    if main is None:
        main = next((name for name, kind in types.items() if kind == _MAIN and name in members), None)
    if main is None or "wordprocessingml" not in types.get(main, _MAIN):
        return Outcome(None, (error("PG624", Span(source)),))
    return Outcome(Package(source, members, types, main))


def _types(root: Element, members: Mapping[str, bytes]) -> Mapping[str, str]:
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for each in root:
        kind = each.get("ContentType", "")
        if each.tag == f"{{{CONTENT_TYPES}}}Default":
            defaults[each.get("Extension", "").lower()] = kind
        elif each.tag == f"{{{CONTENT_TYPES}}}Override":
            overrides[each.get("PartName", "").lstrip("/")] = kind
    return {name: overrides.get(name) or defaults.get(name.rpartition(".")[2].lower(), "") for name in members}


def _relationship(element: Element, folder: str) -> Relationship:
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        joined = target if target.startswith("/") else f"{folder}/{target}"
        target = posixpath.normpath(joined).lstrip("/")
    kind = element.get("Type", "")
    for strict, transitional in STRICT.items():
        kind = kind.replace(strict, transitional)
    return Relationship(element.get("Id", ""), kind, target, external)
