"""The base of every draft that was made, with its map and sources, beside the deal and never in what is handed over.

One folder a draft: `.packetgen/<draft id>/`. What the customer's editor does to a file cannot harm what is kept here.
"""

import errno
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from packetgen.diagnostics import Span, error
from packetgen.errors import OutputError
from packetgen.storage import digest, publish_folder, recover

FOLDER = ".packetgen"
BASE = "base.docx"
MAP = "map.json"
DEAL = "deal.yaml"
MADE = "made.json"
_SOURCES = "sources"
_DRAFT = re.compile(r"pg-[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A base file, its provenance map, the deal it came from, and the sources that shaped it by file name.

    `made` says what the draft is of (packet, version, document) and which programs and sources made it.
    """

    id: str
    base: bytes
    provenance: bytes
    deal: bytes
    made: Mapping[str, str]
    sources: Mapping[str, bytes]

    def files(self) -> Mapping[str, bytes]:
        """What is kept, by name."""
        made = (json.dumps({"draft": self.id, **self.made}, ensure_ascii=False, indent=1) + "\n").encode()
        own = {f"{_SOURCES}/{name}": data for name, data in self.sources.items()}
        return {BASE: self.base, MAP: self.provenance, DEAL: self.deal, MADE: made, **own}

    @property
    def digest(self) -> str:
        return _digest(self.files())


def draft_id(packet: str, version: int, document: str) -> str:
    """An opaque id: the same for each build of a version, and telling nothing to who finds it in a file.

    Args:
        packet: what tells it from every other packet that the store may keep drafts of.
        version: of the packet.
        document: id of its kind's document.
    """
    return f"pg-{digest(f'{packet}/{version}/{document}'.encode())[:16]}"


def store_root(deal: Path) -> Path:
    return deal.parent / FOLDER


def open_store(root: Path) -> None:
    """Make sure that drafts can be kept, before a packet is published of which none would be; undo what crashes left.

    Raises:
        OutputError: the store cannot be written.
    """
    try:
        root.mkdir(exist_ok=True)
        if not os.access(root, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as fault:
        raise OutputError(error("PG806", Span(str(root)), reason=fault.strerror or str(fault))) from fault
    recover(root, _DRAFT)


def save(root: Path, draft: StoredDraft) -> None:
    """Keep a draft, in place of an earlier one of the same id.

    Raises:
        OutputError: the store cannot be written.
    """
    publish_folder(root / draft.id, draft.files())


def holds(root: Path, draft: str, sha256: str) -> bool:
    """Whether the store has this very draft, whole."""
    folder = root / draft
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return _digest({name: path.read_bytes() for name, path in found.items()}) == sha256


def _digest(files: Mapping[str, bytes]) -> str:
    return digest("\0".join(f"{name} {digest(data)}" for name, data in sorted(files.items())).encode())
