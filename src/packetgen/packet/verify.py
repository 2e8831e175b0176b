"""A packet folder against its manifest: what is gone, what was changed, what was added."""

from dataclasses import dataclass
from pathlib import Path

from packetgen.diagnostics import Outcome, Span, error
from packetgen.packet.manifest import FILE_NAME, Manifest, load_manifest
from packetgen.storage import digest

_EDITORS_LEAVINGS = ("~$", ".~", "~wr", "._")
"""How the names of files begin that Word, WPS, LibreOffice and macOS keep beside an open one: nobody's content."""
_SYSTEMS_OWN = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".directory"})


@dataclass(frozen=True, slots=True)
class Verification:
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not (self.missing or self.changed or self.added)


def read_manifest(folder: Path) -> Outcome[Manifest]:
    """The manifest of a packet folder."""
    path = folder / FILE_NAME
    try:
        data = path.read_bytes()
    except OSError as fault:
        return Outcome(None, (error("PG810", Span(str(path)), reason=fault.strerror or str(fault)),))
    return load_manifest(data, str(path))


def verify_folder(folder: Path, manifest: Manifest) -> Verification:
    """Compare every file below the folder with the manifest by SHA-256.

    Whatever else lies there but folders (links, pipes) is no part of a packet; it is named, not read.
    """
    expected = manifest.files()
    present = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if (path.is_symlink() or not path.is_dir()) and not _is_nobodys(path.name.lower())
    }
    present.pop(FILE_NAME, None)
    shared = sorted(expected.keys() & present.keys())
    return Verification(
        missing=tuple(sorted(expected.keys() - present.keys())),
        changed=tuple(name for name in shared if not _is(present[name], expected[name])),
        added=tuple(sorted(present.keys() - expected.keys())),
    )


def _is(path: Path, sha256: str) -> bool:
    return path.is_file() and digest(path.read_bytes()) == sha256


def _is_nobodys(name: str) -> bool:
    return name in _SYSTEMS_OWN or name.startswith(_EDITORS_LEAVINGS)
