"""The directory of a zip file, read strictly and checked before anything is inflated.

The standard library's reader takes what Word does not (bytes before the archive, members that overlap, a directory
of a million entries), and what it takes differs by version of Python. Layout: APPNOTE 6.3, sections 4.3 and 4.5.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from packetgen.diagnostics import Diagnostic, Outcome, Span, error, shown
from packetgen.ooxml.limits import MEGABYTE, Limits

_LOCAL = struct.Struct("<4s5HIIIHH")
_CENTRAL = struct.Struct("<4s6HIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_END64 = struct.Struct("<4sQHHIIQQQQ")
_LOCATOR64 = struct.Struct("<4sIQI")
_LONGEST_COMMENT = 0xFFFF
_IN_EXTRA, _COUNT_IN_64 = 0xFFFFFFFF, 0xFFFF
_ENCRYPTED, _DESCRIPTOR, _UTF8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_PADDING = b"\0\r\n\t \x1a"
_MOST_PADDING = 1024
"""Mail gateways and old transfer programs pad files with blanks; two files of the corpus end in a newline."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A member as the directory states it. `start` and `end` bound it in the file, its own header included."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int
    data: int = 0
    end: int = 0

    @property
    def is_folder(self) -> bool:
        return self.name.endswith("/")


class _DamagedError(Exception):
    """The directory cannot be followed."""


class _SurplusError(Exception):
    """Bytes stand before or after the archive."""


class MemberDamagedError(Exception):
    """A member does not inflate to what the directory promises."""


def read_directory(data: bytes, source: str, limits: Limits) -> Outcome[tuple[Entry, ...]]:
    """The members of a zip file that keeps the limits, or one diagnostic that says why not."""
    place = Span(source)
    try:
        end, count, size, offset = _end_record(data)
        if count > limits.members:
            return Outcome(None, (error("PG618", place, count=count, limit=limits.members),))
        if offset + size != end:
            raise _SurplusError if size and data.startswith(b"PK\x01\x02", max(0, end - size)) else _DamagedError
        entries = tuple(_located(data, each, offset) for each in _entries(data, offset, end, count))
    except _SurplusError:
        return Outcome(None, (error("PG627", place),))
    except (_DamagedError, struct.error):
        return Outcome(None, (error("PG611", place),))
    refusal = _harmful(entries, place, limits)
    return Outcome(entries) if refusal is None else Outcome(None, (refusal,))


def inflate(data: bytes, entry: Entry) -> bytes:
    """The bytes of a member; never more than the directory states.

    Raises:
        MemberDamagedError: it is longer or shorter than stated, or its checksum is another.
    """
    packed = data[entry.data : entry.data + entry.packed]
    if entry.method == _STORED:
        content = packed
    else:
        worker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = worker.decompress(packed, entry.size + 1)
        except zlib.error as fault:
            raise MemberDamagedError(entry.name) from fault
    if len(content) != entry.size or zlib.crc32(content) != entry.crc:
        raise MemberDamagedError(entry.name)
    return content


def _end_record(data: bytes) -> tuple[int, int, int, int]:
    """Where the directory ends, its count of entries, its size, and its offset."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - _LONGEST_COMMENT - _MOST_PADDING))
    if at < 0:
        raise _DamagedError
    _, disk, first_disk, _, count, size, offset, comment = _END.unpack_from(data, at)
    stop = at + _END.size + comment
    if disk or first_disk or stop > len(data):
        raise _DamagedError
    if data[stop:].strip(_PADDING):
        raise _SurplusError
    locator = at - _LOCATOR64.size
    if locator >= 0 and data.startswith(b"PK\x06\x07", locator):
        _, _, at64, _ = _LOCATOR64.unpack_from(data, locator)
        signature, _, _, _, _, _, _, count, size, offset = _END64.unpack_from(data, at64)
        if signature != b"PK\x06\x06":
            raise _DamagedError
        at = at64
    elif count == _COUNT_IN_64 or _IN_EXTRA in {size, offset}:
        raise _DamagedError
    return at, count, size, offset


def _entries(data: bytes, offset: int, end: int, count: int) -> Iterator[Entry]:
    at = offset
    for _ in range(count):
        if at + _CENTRAL.size > end:
            raise _DamagedError
        (signature, _, _, flags, method, _, _, crc, packed, size, name_length, extra_length, comment_length,
         _, _, _, start) = _CENTRAL.unpack_from(data, at)  # fmt: skip
        at += _CENTRAL.size
        raw = data[at : at + name_length]
        extra = data[at + name_length : at + name_length + extra_length]
        at += name_length + extra_length + comment_length
        if signature != b"PK\x01\x02" or at > end:
            raise _DamagedError
        size, packed, start = _widened(extra, size, packed, start)
        name = raw.decode("utf-8" if flags & _UTF8 else "cp437", errors="replace")
        yield Entry(name, raw, flags, method, crc, packed, size, start)
    if at != end:
        raise _DamagedError


def _widened(extra: bytes, *numbers: int) -> Iterator[int]:
    """Numbers that stand in the extra field because they may be wider than 32 bits."""
    wide: Iterator[tuple[int, ...]] = iter(())
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            wide = struct.iter_unpack("<Q", extra[at + 4 : at + 4 + length // 8 * 8])
        at += 4 + length
    for number in numbers:
        yield next(wide, (number,))[0] if number == _IN_EXTRA else number


def _located(data: bytes, entry: Entry, directory: int) -> Entry:
    """An entry with the place of its bytes, its own header checked against the directory."""
    if entry.start + _LOCAL.size > directory:
        raise _DamagedError
    signature, _, _, method, _, _, _, _, _, name_length, extra_length = _LOCAL.unpack_from(data, entry.start)
    name_at = entry.start + _LOCAL.size
    content = name_at + name_length + extra_length
    end = content + entry.packed
    is_same = data[name_at : name_at + name_length] == entry.raw_name and method == entry.method
    if signature != b"PK\x03\x04" or not is_same or end > directory:
        raise _DamagedError
    return Entry(
        entry.name, entry.raw_name, entry.flags, entry.method, entry.crc, entry.packed, entry.size, entry.start,
        content, end,
    )  # fmt: skip


def _harmful(entries: tuple[Entry, ...], place: Span, limits: Limits) -> Diagnostic | None:
    total = sum(each.size for each in entries)
    if total > limits.total_bytes:
        return error("PG619", place, size=total // MEGABYTE, limit=limits.total_bytes // MEGABYTE)
    ordered = sorted(entries, key=lambda each: each.start)
    if ordered and ordered[0].start:
        return error("PG627", place)
    names: set[str] = set()
    end = 0
    for each in ordered:
        if each.start < end:
            return error("PG621", place, name=each.name)
        end = each.end
        if each.name.casefold() in names or not _is_safe(each.name):
            return error("PG620", place, name=each.name)
        names.add(each.name.casefold())
        refusal = _unreadable(each, place, limits)
        if refusal is not None:
            return refusal
    return None


def _is_safe(name: str) -> bool:
    parts = name.rstrip("/").split("/")
    is_plain = "\\" not in name and shown(name) == name
    return is_plain and ":" not in parts[0] and not any(part in {"", ".", ".."} for part in parts)


def _unreadable(entry: Entry, place: Span, limits: Limits) -> Diagnostic | None:
    if entry.flags & _ENCRYPTED:
        return error("PG622", place)
    if entry.method not in {_STORED, _DEFLATED}:
        return error("PG628", place, name=entry.name, method=entry.method)
    if entry.size > limits.part_bytes:
        limit = limits.part_bytes // MEGABYTE
        return error("PG623", place, name=entry.name, size=entry.size // MEGABYTE, limit=limit)
    ratio = entry.size // max(1, entry.packed)
    if entry.size > MEGABYTE and ratio > limits.ratio:
        return error("PG629", place, name=entry.name, ratio=ratio, limit=limits.ratio)
    return None
