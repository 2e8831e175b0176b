"""Bytes to files and folders so that a crash, a full disk or an interrupt leaves the old whole or the new whole.

A file or folder is written beside its place under a name that starts with a dot, read back, synced and renamed.
"""

import contextlib
import hashlib
import os
import shutil
import time
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from packetgen.diagnostics import Span, error
from packetgen.errors import OutputError, TargetLockedError

_MAX_NAME_BYTES = 120
_FORBIDDEN = frozenset('/\\:*?"<>|')
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))})
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_LOCK_RETRIES = 5
_LOCK_WAIT_SECONDS = 0.4


def digest(data: bytes) -> str:
    """The SHA-256 of data in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def safe_name(text: str) -> str:
    """A name that Windows, macOS and Linux accept for a file or folder, as near to the text as they allow.

    At most 120 bytes of UTF-8; a longer text is cut and keeps apart from others by eight digits of its digest.
    """
    kept = "".join(
        ch
        for ch in unicodedata.normalize("NFC", text)
        if ch not in _FORBIDDEN and unicodedata.category(ch) not in _DROPPED_CATEGORIES
    )
    name = " ".join(kept.split()).strip(". ")
    if not name or name.split(".")[0].upper() in _RESERVED:
        name = f"_{name}"
    encoded = name.encode()
    if len(encoded) > _MAX_NAME_BYTES:
        head = encoded[: _MAX_NAME_BYTES - 9].decode(errors="ignore").rstrip(". ")
        name = f"{head}~{digest(text.encode())[:8]}"
    return name


def write_file(path: Path, data: bytes) -> None:
    """Put data at path, replacing what is there in one step.

    Raises:
        OutputError: the folder cannot be written, or what was written does not read back.
        TargetLockedError: another program holds the file (Windows).
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with _as_output_error(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_synced(beside, data)
            _replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
        _sync_folder(path.parent)


def publish_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put a folder with these files (relative POSIX names) in place of `folder`, all of it or nothing.

    Raises:
        OutputError: it cannot be written, or what was written does not read back.
        TargetLockedError: another program holds a file of the old folder (Windows).
    """
    staged = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    with _as_output_error(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        recover(folder)
        try:
            for name, data in files.items():
                target = staged / name
                target.parent.mkdir(parents=True, exist_ok=True)
                _write_synced(target, data)
            for each in (staged, *(p for p in staged.rglob("*") if p.is_dir())):
                _sync_folder(each)
            _exchange(staged, folder)
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def recover(folder: Path) -> None:
    """Undo what a crash left: put the old folder back where an exchange stopped half-way, drop unfinished ones."""
    for old in sorted(folder.parent.glob(f".{_glob_escaped(folder.name)}.*.old")):
        if folder.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(folder)
    for unfinished in folder.parent.glob(f".{_glob_escaped(folder.name)}.*.tmp"):
        if not _is_running(unfinished.name.split(".")[-2]):
            shutil.rmtree(unfinished, ignore_errors=True)


def _exchange(staged: Path, folder: Path) -> None:
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    if folder.exists():
        _replace(folder, old)
    try:
        _replace(staged, folder)
    except BaseException:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
    try:
        _sync_folder(folder.parent)
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if path.read_bytes() != data:
        raise OutputError(error("PG802", Span(str(path))))


def _replace(source: Path, target: Path) -> None:
    for attempt in range(_LOCK_RETRIES):
        try:
            source.replace(target)
        except PermissionError as fault:
            # Word keeps files open on Windows, and indexers hold them for a moment.
            if os.name != "nt":
                raise
            if attempt == _LOCK_RETRIES - 1:
                raise TargetLockedError(error("PG803", Span(str(target)))) from fault
            time.sleep(_LOCK_WAIT_SECONDS)
        else:
            return


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there, and renames are journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_running(process_id: str) -> bool:
    if not process_id.isdigit() or os.name == "nt":
        return False
    try:
        os.kill(int(process_id), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _glob_escaped(name: str) -> str:
    return "".join(f"[{ch}]" if ch in "*?[" else ch for ch in name)


@contextlib.contextmanager
def _as_output_error(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise OutputError(error("PG801", Span(str(path)), reason=fault.strerror or str(fault))) from fault
