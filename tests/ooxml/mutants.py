"""Word files broken at random, each told by a seed and a number, so that any one can be made again alone."""

import random
import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from packetgen.ooxml.package import open_package
from packetgen.ooxml.write import Member, deflate, write_package

CORPUS = Path(__file__).parents[3] / "shared/corpus"
VALUES = (
    b"", b"0", b"-1", b"1", b"9", b"10", b"63", b"64", b"abc", b"1.5", b"-0", b"+7", b"1e999", b"nan", b"inf", b"0x10",
    b"32768", b"-32769", b"2147483648", b"99999999999999999999", b"4" * 5000, b"\xc2\xb2", b"\xef\xbc\x91", b"1_0", b"50%",
    b"12pt", b"-3.5cm", b"true", b"off", b"auto", b"none", b"nil", b"FFFFFF", b"GGGGGG", b"00000", b"red;}", b"&lt;/style&gt;",
    b"&#x202E;", b"&#x9b;31m", b"&#xFFFF;", b"D800", b"110000", b"../../x", b"\\\\h\\s", b"rId9999", b"%1%2%9", b"%", b"x" * 4000,
)  # fmt: skip
FRAGMENTS = (
    b"<w:tbl/>", b"<w:tbl><w:tr/></w:tbl>", b"<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", b"<w:p/>", b"<w:r/>", b"<w:t/>", b"<w:sectPr/>",
    b'<w:fldChar w:fldCharType="begin"/>', b'<w:fldChar w:fldCharType="separate"/>', b'<w:fldChar w:fldCharType="end"/>',
    b"<w:fldSimple/>", b"<w:instrText>PAGE</w:instrText>", b"<w:hyperlink/>", b"<w:bookmarkStart/>", b"<w:bookmarkEnd/>",
    b"<w:footnoteReference/>", b"<w:commentReference/>", b"<w:sym/>", b'<w:sym w:char="zzzz"/>', b"<w:drawing/>", b"<w:pict/>",
    b"<w:object/>", b"<w:sdt/>", b"<w:ins/>", b"<w:del/>", b"<w:rPr/>", b"<w:pPr/>", b"<w:tblPr/>", b"<w:tcPr/>", b"<w:numPr/>",
    b"<w:br/>", b"<w:tab/>", b"<w:tabs><w:tab/></w:tabs>", b"<w:pBdr><w:top/></w:pBdr>", b"<?x y?>", b"<!-- x -->", b"<![CDATA[x]]>",
    b"<x:y/>", b"&amp;", b"&x;", b"<", b">", b"<w:moveFrom/>", b"<w:altChunk/>", b"<w:ruby/>", b"<w:style/>", b"<w:num/>", b"<w:lvl/>",
)  # fmt: skip
_ATTRIBUTE = re.compile(rb'="[^"<]*"')
_TAG = re.compile(rb"</?[\w:]+[^<>]*>")
_READ = re.compile(
    r"(?:^|/)(?:document|styles|numbering|settings|footnotes|endnotes|comments|header|footer|theme|chart|fontTable|\[Content|\.rels|\w+\.xml\.rels)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Original:
    """A sound file, taken apart once."""

    name: str
    data: bytes
    parts: Mapping[str, bytes]

    @cached_property
    def packed(self) -> dict[str, Member]:
        return {name: deflate(content) for name, content in self.parts.items()}

    @cached_property
    def read(self) -> list[str]:
        """The parts that a reader looks into; the document stands for half of them."""
        others = [name for name in self.parts if _READ.search(name)]
        main = [name for name in others if name.endswith("document.xml")]
        return others + main * len(others)


def originals(files: Iterable[tuple[str, bytes]]) -> tuple[Original, ...]:
    """The files that open."""
    opened = ((name, data, open_package(data, name).value) for name, data in files)
    return tuple(Original(name, data, package.members) for name, data, package in opened if package is not None)


def small_files(size: int) -> tuple[Original, ...]:
    """The files of the corpus that are smaller, by name."""
    paths = (path for path in sorted(CORPUS.iterdir()) if path.suffix != ".tsv" and path.stat().st_size < size)
    return originals((path.name, path.read_bytes()) for path in paths)


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Raise where the work inside computes longer."""

    def late(*_: object) -> None:
        message = f"more than {seconds} seconds"
        raise TimeoutError(message)

    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def mutant(files: Sequence[Original], seed: int, number: int) -> bytes:
    """The mutant of a number: one to three changes to one file."""
    chance = random.Random(f"{seed}-{number}")
    original = chance.choice(files)
    if chance.random() < 0.2:
        return _broken(bytearray(original.data), chance)
    members: dict[str, bytes | Member] = dict(original.packed)
    changed: dict[str, bytes] = {}
    for _ in range(chance.choice((1, 1, 2, 3))):
        name = chance.choice(original.read or list(original.parts))
        changed[name] = chance.choice(_CHANGES)(changed.get(name, original.parts[name]), chance)
    if chance.random() < 0.05:
        members.pop(chance.choice(list(members)))
    return write_package(members | changed)


def _broken(data: bytearray, chance: random.Random) -> bytes:
    """A file whose bytes were changed, cut or moved, near its directory as often as anywhere."""
    low = max(0, len(data) - 2000) if chance.random() < 0.5 else 0
    at = chance.randrange(low, len(data))
    match chance.randrange(5):
        case 0:
            for _ in range(chance.choice((1, 4, 30))):
                data[chance.randrange(low, len(data))] = chance.randrange(256)
        case 1:
            del data[at:]
        case 2:
            del data[at : at + chance.choice((1, 2, 50))]
        case 3:
            data[at:at] = chance.randbytes(chance.choice((1, 4, 60)))
        case _:
            data[at:at] = data[chance.randrange(len(data)) :][:500]
    return bytes(data)


def _place(pattern: re.Pattern[bytes], part: bytes, chance: random.Random) -> tuple[int, int]:
    """A place that a pattern finds, sought from a place at random."""
    start = chance.randrange(len(part) + 1)
    match = pattern.search(part, start) or pattern.search(part)
    return match.span() if match else (start, start)


def _other_value(part: bytes, chance: random.Random) -> bytes:
    start, end = _place(_ATTRIBUTE, part, chance)
    return part[:start] + b'="' + chance.choice(VALUES) + b'"' + part[end:] if end > start else part


def _swapped_value(part: bytes, chance: random.Random) -> bytes:
    (start, end), (low, high) = _place(_ATTRIBUTE, part, chance), _place(_ATTRIBUTE, part, chance)
    return part[:start] + part[low:high] + part[end:]


def _without_attribute(part: bytes, chance: random.Random) -> bytes:
    start, end = _place(re.compile(rb' [\w:]+="[^"<]*"'), part, chance)
    return part[:start] + part[end:]


def _without_tag(part: bytes, chance: random.Random) -> bytes:
    start, end = _place(_TAG, part, chance)
    return part[:start] + part[end:]


def _fragment(part: bytes, chance: random.Random) -> bytes:
    start, _ = _place(_TAG, part, chance)
    return part[:start] + chance.choice(FRAGMENTS) + part[start:]


def _without_element(part: bytes, chance: random.Random) -> bytes:
    start, end = _element(part, chance)
    return part[:start] + part[end:]


def _twice(part: bytes, chance: random.Random) -> bytes:
    start, end = _element(part, chance)
    return part[:end] + part[start:end] * chance.choice((1, 1, 3)) + part[end:]


def _moved(part: bytes, chance: random.Random) -> bytes:
    start, end = _element(part, chance)
    element, rest = part[start:end], part[:start] + part[end:]
    at, _ = _place(_TAG, rest, chance)
    return rest[:at] + element + rest[at:]


def _nested(part: bytes, chance: random.Random) -> bytes:
    """An element wrapped in copies of its own tag."""
    start, end = _element(part, chance)
    name = re.match(rb"<([\w:]+)", part[start:end])
    if name is None:
        return part
    depth = chance.choice((1, 5, 60, 120))
    return part[:start] + b"<%b>" % name[1] * depth + part[start:end] + b"</%b>" % name[1] * depth + part[end:]


def _element(part: bytes, chance: random.Random) -> tuple[int, int]:
    """A whole element, by the first end tag of its name: nearly always right."""
    start, end = _place(re.compile(rb"<[\w:]+(?:\s[^<>]*)?>"), part, chance)
    tag = part[start:end]
    name = re.match(rb"<([\w:]+)", tag)
    if name is None or tag.endswith(b"/>"):
        return start, end
    close = part.find(b"</%b>" % name[1], end)
    return start, close + len(name[1]) + 3 if close >= 0 else end


def _renamed(part: bytes, chance: random.Random) -> bytes:
    """All elements of one name under the name of another."""
    names = sorted(set(re.findall(rb"<([\w:]+)", part)))
    if not names:
        return part
    old, new = chance.choice(names), chance.choice(names)
    return re.sub(rb"(</?)%b(?=[\s/>])" % re.escape(old), rb"\1" + new, part)


def _noise(part: bytes, chance: random.Random) -> bytes:
    made = bytearray(part)
    for _ in range(chance.choice((1, 5))):
        if made:
            made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def _empty(part: bytes, chance: random.Random) -> bytes:
    return chance.choice(
        (b"", b"<a/>", b" ", b"\0", part[: len(part) // 2], part.decode("utf-8", "replace").encode("utf-16"))
    )


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _other_value, _other_value, _other_value, _other_value, _swapped_value, _swapped_value, _without_attribute, _without_tag,
    _fragment, _fragment, _without_element, _without_element, _twice, _twice, _moved, _moved, _nested, _renamed, _noise, _empty,
)  # fmt: skip
