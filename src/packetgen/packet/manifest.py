"""What a packet folder holds, as packet.json: inputs, documents, digests and what is still open."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

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
    """Read packet.json; anything but what `dump_manifest` writes is an error.

    Faults: another format (PG812), a file named that would lie outside the packet (PG813), all else (PG811).
    """
    place = Span(source)
    try:
        raw = json.loads(data)
        written = raw.pop("format")
        if type(written) is int and written > FORMAT:
            return Outcome(None, (error("PG812", place, format=written, known=FORMAT),))
        manifest: Manifest | None = _read(Manifest, raw) if written == FORMAT else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        manifest = None
    if manifest is None:
        return Outcome(None, (error("PG811", place),))
    outside = [path for path in manifest.files() if not _is_below(path)]
    return Outcome(None, tuple(error("PG813", place, path=each) for each in outside)) if outside else Outcome(manifest)


def _read(kind: Any, raw: Any) -> Any:  # noqa: ANN401  # whatever the annotation of a field says
    """A value of JSON as a field's type wants it.

    Raises:
        TypeError: it is of another type.
    """
    if isinstance(kind, type) and is_dataclass(kind):
        known = _types(kind)
        return kind(**{name: _read(known[name], value) for name, value in raw.items()})
    if get_origin(kind) is tuple:
        if not isinstance(raw, list):
            raise TypeError
        return tuple(_read(get_args(kind)[0], each) for each in raw)
    if type(raw) not in (get_args(kind) or (kind,)):
        raise TypeError
    return raw


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _is_below(path: str) -> bool:
    """Whether a path stays in its folder, on each system."""
    parts = path.split("/")
    return bool(path) and not {"", ".", ".."} & set(parts) and not set(path) & _LEADING_OUT


_LEADING_OUT = frozenset("\\:\0")
"""Part names on Windows, name a drive there, and end a name."""
