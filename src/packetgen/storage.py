"""Bytes to files and folders so that a crash, a full disk or an interrupt leaves the old whole or the new whole.

A file or folder is written beside its place under a name that starts with a dot, read back, synced and renamed. What
a killed process left beside a place goes with the next writing there.
"""

import contextlib
import errno
import hashlib
import os
import re
import shutil
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from packetgen.diagnostics import Span, error
from packetgen.errors import OutputError, TargetLockedError

_MAX_NAME_BYTES = 120
_MAX_NAME_LENGTH = 72
"""Two names, a version and the user's own folders must make a path of 260 characters at most for Windows."""
_FORBIDDEN = frozenset('/\\:*?"<>|')
_PORTS = frozenset(f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³")
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *_PORTS})
_OWNER_FILE = "~$"
"""How Word begins the name of the file that says who has another open."""
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_LOCK_RETRIES = 5
_LOCK_WAIT_SECONDS = 0.4
_LONGEST_BESIDE = 200  # bytes of a name that takes a process id and an ending besides
_LEFT = re.compile(r"\.(.+)\.([0-9]{1,10})\.(tmp|old)", re.DOTALL)
_HOUR = 3600


def digest(data: bytes) -> str:
    """The SHA-256 of data in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def safe_name(text: str) -> str:
    """A name that Windows, macOS and Linux accept for a file or folder, as near to the text as they allow.

    At most 120 bytes of UTF-8 and 72 characters; a longer text is cut and keeps apart from others by eight digits of
    its digest.
    """
    kept = "".join(
        ch
        for ch in unicodedata.normalize("NFC", text)
        if ch not in _FORBIDDEN and unicodedata.category(ch) not in _DROPPED_CATEGORIES
    )
    name = " ".join(kept.split()).strip(". ")
    if not name or name.startswith(_OWNER_FILE) or name.split(".")[0].rstrip().upper() in _RESERVED:
        name = f"_{name}"
    encoded = name.encode()
    if len(encoded) > _MAX_NAME_BYTES or len(name) > _MAX_NAME_LENGTH:
        head = encoded[: _MAX_NAME_BYTES - 9].decode(errors="ignore")[: _MAX_NAME_LENGTH - 9].rstrip(". ")
        name = f"{head}~{digest(text.encode())[:8]}"
    return name


def write_file(path: Path, data: bytes) -> None:
    """Put data at path, replacing what is there in one step. A link stays; what it leads to is replaced.

    Raises:
        OutputError: the file or its folder cannot be written, or what was written does not read back.
        TargetLockedError: another program holds the file (Windows).
    """
    target = Path(os.path.realpath(path))
    beside = _beside(target, "tmp")
    with _as_output_error(path):
        target.parent.mkdir(parents=True, exist_ok=True)
        _drop_unfinished(target)
        is_there = target.exists()
        if is_there and not os.access(target, os.W_OK):
            # A rename would go past the protection of a file.
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        try:
            _write_synced(beside, data)
            if is_there:
                shutil.copymode(target, beside)
            _replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)
        _sync_folder(target.parent)


def _always(_: Path) -> bool:
    return True


def publish_folder(folder: Path, files: Mapping[str, bytes], *, may_go: Callable[[Path], bool] = _always) -> None:
    """Put a folder with these files (relative POSIX names) in place of `folder`, all of it or nothing.

    `may_go` is asked of the old folder, where possible when nobody can reach it under its own name any more.

    Raises:
        OutputError: it cannot be written, what was written does not read back, or the old folder must stay.
        TargetLockedError: another program holds a file of the old folder (Windows).
    """
    target = Path(os.path.realpath(folder))
    staged = _beside(target, "tmp")
    with _as_output_error(folder):
        target.parent.mkdir(parents=True, exist_ok=True)
        recover(target.parent, re.compile(re.escape(target.name)))
        try:
            for name, data in files.items():
                file = staged / name
                file.parent.mkdir(parents=True, exist_ok=True)
                _write_synced(file, data)
            for each in (staged, *(p for p in staged.rglob("*") if p.is_dir())):
                _sync_folder(each)
            _exchange(staged, target, may_go)
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def recover(parent: Path, folders: re.Pattern[str]) -> None:
    """Undo what crashes left beside the folders of these names.

    An old folder goes back where an exchange stopped half-way; unfinished ones go.
    """
    if not parent.is_dir():
        return
    with _as_output_error(parent):
        for left, place, ending in _left(parent):
            if not folders.fullmatch(place.name) or not left.is_dir():
                continue
            if ending == "old" and not place.exists():
                left.rename(place)
            elif ending == "old" or not _is_running(left):
                shutil.rmtree(left, ignore_errors=True)


def _drop_unfinished(target: Path) -> None:
    for left, place, ending in _left(target.parent):
        if place.name == _hidden(target) and ending == "tmp" and left.is_file() and not _is_running(left):
            left.unlink(missing_ok=True)


def _left(parent: Path) -> Iterator[tuple[Path, Path, str]]:
    """What looks like left by a crash, with the place that it was made for and its ending."""
    for left in sorted(parent.iterdir()):
        match = _LEFT.fullmatch(left.name)
        if match is not None:
            yield left, parent / match[1], match[3]


def _hidden(path: Path) -> str:
    """The name that temporary ones are made of, short enough for the endings that they get."""
    return path.name if len(os.fsencode(path.name)) <= _LONGEST_BESIDE else digest(os.fsencode(path.name))[:16]


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f".{_hidden(path)}.{os.getpid()}.{ending}")


def _exchange(staged: Path, folder: Path, may_go: Callable[[Path], bool]) -> None:
    """Put a staged folder in place; the old one, if there is one, is at the staged name then, or gone."""
    if not folder.exists():
        _replace(staged, folder)
    elif swap_names(staged, folder):
        try:
            _ask(may_go, staged, folder)
        except BaseException:
            swap_names(staged, folder)
            raise
    else:
        _ask(may_go, folder, folder)
        _exchange_in_two(staged, folder)
    _sync_folder(folder.parent)


def _ask(may_go: Callable[[Path], bool], old: Path, folder: Path) -> None:
    if not may_go(old):
        raise OutputError(error("PG804", Span(str(folder))))


def swap_names(one: Path, other: Path) -> bool:
    """Give two folders each other's name in one step, as Linux can on most file systems; tells whether it did."""
    if sys.platform != "linux":
        return False
    import ctypes  # noqa: PLC0415  # 4 ms, and only where a folder is replaced

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return rename is not None and rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0


def _exchange_in_two(staged: Path, folder: Path) -> None:
    old = _beside(folder, "old")
    try:
        _replace(folder, old)
        _replace(staged, folder)
    except BaseException:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
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


def _is_running(left: Path) -> bool:
    """Whether the process that began to write something may still be at it."""
    process = int(left.name.split(".")[-2])
    if process == os.getpid():  # an earlier process had the same number
        return False
    if os.name == "nt":  # asking after a process ends it there
        return time.time() - left.stat().st_mtime < _HOUR
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


@contextlib.contextmanager
def _as_output_error(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise OutputError(error("PG801", Span(str(path)), reason=fault.strerror or str(fault))) from fault
