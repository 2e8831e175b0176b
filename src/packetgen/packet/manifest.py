"""What a packet folder holds, as packet.json: inputs, documents, digests and what is still open."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from packetgen.diagnostics import Outcome, Span, error

FILE_NAME = "packet.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact that a document still lacks, as the report shows it."""

    path: str
    title: str
    level: str  # must, good
    who: tuple[str, ...]
    reason: str  # missing, unverified


@dataclass(frozen=True, slots=True)
class FileEntry:
    path: str  # below the packet's folder, with forward slashes
    sha256: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    id: str
    kind: str
    title: str
    audience: str
    draft: str  # the draft's id, under which the store keeps its base and map
    draft_sha256: str  # of the filled draft, before page numbers went into its table of contents
    stored_sha256: str  # of all that the store keeps of the draft
    template: str
    template_sha256: str
    house: str
    house_sha256: str
    files: tuple[FileEntry, ...]
    open: tuple[OpenFact, ...]
    placeholders: int
    printer: str = ""  # stands for the programs and faces that a PDF was printed with
    fonts: tuple[str, ...] = ()
    substitutions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    packet: str
    version: int
    locale: str
    generator: str
    deal: str
    deal_sha256: str
    inputs_sha256: str
    final: bool
    documents: tuple[DocumentEntry, ...]
    home: str = ""  # stands for where the deal lies: versions in one folder are of one deal

    def files(self) -> Mapping[str, str]:
        """Digest by path of every file of the packet but the manifest itself."""
        return {file.path: file.sha256 for document in self.documents for file in document.files}

    def open_facts(self) -> tuple[OpenFact, ...]:
        """Open facts of all documents, each path once, must-haves first."""
        every = (fact for document in self.documents for fact in document.open)
        by_path: dict[str, OpenFact] = {}
        for fact in sorted(every, key=lambda each: each.level != "must"):
            by_path.setdefault(fact.path, fact)
        return tuple(by_path.values())


def dump_manifest(manifest: Manifest) -> bytes:
    data = {"format": FORMAT, **asdict(manifest)}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def load_manifest(data: bytes, source: str) -> Outcome[Manifest]:
    """Read packet.json; anything but what `dump_manifest` writes is an error."""
    try:
        raw = json.loads(data)
        if raw.pop("format") != FORMAT:
            return Outcome(None, (error("PG811", Span(source)),))
        return Outcome(_manifest(raw))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Outcome(None, (error("PG811", Span(source)),))


def _manifest(raw: dict[str, Any]) -> Manifest:
    return Manifest(**{**raw, "documents": tuple(_document(each) for each in raw["documents"])})


def _document(raw: dict[str, Any]) -> DocumentEntry:
    lists = {
        "files": tuple(FileEntry(**each) for each in raw["files"]),
        "open": tuple(OpenFact(**{**each, "who": tuple(each["who"])}) for each in raw["open"]),
        "fonts": tuple(raw["fonts"]),
        "substitutions": tuple(raw["substitutions"]),
    }
    names = {field.name for field in fields(DocumentEntry)}
    return DocumentEntry(**{name: lists.get(name, raw[name]) for name in names})
