"""Members to the bytes of a zip file: the same members, the same bytes, on any day and machine."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

_DOS_DATE = 0x21  # 1 January 1980, the earliest that the format knows
_VERSION = 20
_UTF8 = 0x800
_DEFLATED = 8
_LEVEL = 6
_FIRST = ("[Content_Types].xml", "_rels/.rels")


@dataclass(frozen=True, slots=True)
class Member:
    """A member that is already compressed."""

    crc: int
    size: int
    deflated: bytes


def deflate(data: bytes) -> Member:
    """Compress a member once, to write it many times."""
    worker = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    return Member(zlib.crc32(data), len(data), worker.compress(data) + worker.flush())


def write_package(members: Mapping[str, bytes | Member]) -> bytes:
    """A zip file of the members: content types first, then relationships, then the rest by name."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    names = [name for name in _FIRST if name in members]
    names += sorted(name for name in members if name not in _FIRST)
    for name in names:
        given = members[name]
        member = given if isinstance(given, Member) else deflate(given)
        encoded = name.encode()
        # version needed, flags, method, time, date, crc, compressed size, size, length of name, length of extra
        fields = struct.pack(
            "<HHHHHIIIHH",
            _VERSION,
            _UTF8,
            _DEFLATED,
            0,
            _DOS_DATE,
            member.crc,
            len(member.deflated),
            member.size,
            len(encoded),
            0,
        )
        body += [b"PK\x03\x04", fields, encoded, member.deflated]
        directory += [
            b"PK\x01\x02",
            struct.pack("<H", _VERSION),
            fields,
            struct.pack("<HHHII", 0, 0, 0, 0, offset),
            encoded,
        ]
        offset += 4 + len(fields) + len(encoded) + len(member.deflated)
    tail = b"".join(directory)
    count = len(names)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(tail), offset, 0)
    return b"".join(body) + tail + end
