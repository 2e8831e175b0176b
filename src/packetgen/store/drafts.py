"""The base of every draft that was made, with its map and sources, beside the deal and never in what is handed over.

One folder a draft: `.packetgen/<draft id>/`. What the customer's editor does to a file cannot harm what is kept here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from packetgen.storage import digest, publish_folder

FOLDER = ".packetgen"
BASE = "base.docx"
MAP = "map.json"
DEAL = "deal.yaml"


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A base file, its provenance map, the deal it came from, and the sources that shaped it by file name."""

    id: str
    base: bytes
    provenance: bytes
    deal: bytes
    sources: Mapping[str, bytes]


def draft_id(packet: str, version: int, document: str) -> str:
    """An opaque id: the same for each build of a version, and telling nothing to who finds it in a file."""
    return f"pg-{digest(f'{packet}/{version}/{document}'.encode())[:16]}"


def store_root(deal: Path) -> Path:
    return deal.parent / FOLDER


def save(root: Path, draft: StoredDraft) -> None:
    """Keep a draft, in place of an earlier one of the same id.

    Raises:
        OutputError: the store cannot be written.
    """
    files = {BASE: draft.base, MAP: draft.provenance, DEAL: draft.deal}
    files |= {f"sources/{name}": data for name, data in draft.sources.items()}
    publish_folder(root / draft.id, files)


def holds(root: Path, draft: str, base_sha256: str) -> bool:
    """Whether the store has this very base."""
    path = root / draft / BASE
    return path.is_file() and digest(path.read_bytes()) == base_sha256
