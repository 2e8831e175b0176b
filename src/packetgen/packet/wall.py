"""The wall at run time: nothing of a stricter audience in the map of a draft or in any part of a finished file.

A template cannot name such a field; this is the second lock, against text that came another way (a file's
properties, a picture's description, a value copied by hand). Letters of words are compared without their case and
width, and without spaces, breaks and characters that nobody sees. What is written in yet another way (a description
in capitals, the halves of a text in two descriptions, base64) is not found.
"""

import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from io import BytesIO
from urllib.parse import unquote

from packetgen.deal.audience import audience_of_path
from packetgen.deal.loaded import LoadedDeal
from packetgen.deal.schema import Audience, FieldKind
from packetgen.deal.tree import find_field
from packetgen.diagnostics import Diagnostic, Span, error
from packetgen.draft.model import SpanEntry
from packetgen.pdf.strings import STRINGS, pdf_parts

SHORTEST = 8
"""Texts below this many characters also stand in documents by chance."""

_FREE_TEXT = frozenset({FieldKind.LINE, FieldKind.PROSE, FieldKind.PERSON_OR_NAME})
_UNSEEN = re.compile(r"[\0\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+")
_FULL_WIDTH = re.compile("[\uff01-\uff5e\u3000]+")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_ROW = re.compile(r"\[[^\]]*\]")
_BETWEEN_TAGS = re.compile(r">([^<]+)")
# Values shorter than what is secret are passed over: there are ten for each that is not.
_VALUES = re.compile(rf'=\s*"([^"<]{{{SHORTEST},}})"')
_BETWEEN_VALUES = '" "'
_SINGLE = re.compile(r"=\s*'")
_MARK = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]")
_ZIP_END = b"PK\x05\x06"
_LOCAL_HEADER = struct.Struct("<26xHH")  # of a member in a zip file: how much of name and extra stands before its data
_ENCRYPTED = 1
_BYTE = re.compile(r"%[0-9A-Fa-f]{2}")
_FORMAT = re.compile(
    r"<[/?!]?[\w:.-]+"  # names of elements
    r"|[\w:.-]+=(?=[\"'])"  # names of attributes
    r"|\"(?:http://(?:schemas|purl|www\.w3)[^\"]*|application/[^\"]*)\""  # names of schemas and of types
)


@dataclass(frozen=True, slots=True)
class Secret:
    """A text without breaks that an audience must not see, and the path of the field that holds it."""

    path: str
    text: str
    needle: str
    """What is searched for. Few characters that spaces part stand together by chance: such a text stays whole."""
    is_squeezed: bool

    @classmethod
    def of(cls, path: str, text: str) -> "Secret":
        tight = squeezed(text)
        is_long = len(tight) >= SHORTEST
        return cls(path, text, tight if is_long else text, is_long)


def forbidden_spans(
    spans: Iterable[SpanEntry], audience: Audience, deal: object, source: str
) -> tuple[Diagnostic, ...]:
    """Each path that an audience must not see and that words of a draft come from, even by way of another."""
    if audience is max(Audience):
        return ()
    origins = {origin for span in spans for origin in (span.path, span.via, *span.derived_from) if origin is not None}
    return tuple(
        error("PG823", Span(source), path=origin)
        for origin in sorted(origins)
        if audience_of_path(origin, deal) > audience
    )


def secrets(loaded: LoadedDeal, audience: Audience) -> tuple[Secret, ...]:
    """Lines of free text that an audience must not see and that no field of its own holds, alone or within another.

    The deal's own fields are asked, not the projection, which may be what is at fault.
    """
    hidden: list[Secret] = []
    visible: list[str] = []
    for path, text in _free_texts(loaded):
        if audience_of_path(path, loaded.deal) <= audience:
            visible.append(text)
        else:
            hidden += [Secret.of(path, line.strip()) for line in text.split("\n") if len(line.strip()) >= SHORTEST]
    shown = _both("\n".join(visible))
    return tuple({each.needle: each for each in hidden if each.needle not in shown}.values())


def squeezed(text: str) -> str:
    """A text as people compare it: letters without case and width; no spaces, no breaks, nothing that is not seen."""
    # The signs of full width first: where a text has no others of another form, it takes a tenth of the time.
    narrow = unicodedata.normalize("NFKC", _FULL_WIDTH.sub(_normal, text))
    return _UNSEEN.sub("", "".join(narrow.casefold().split()))


def _normal(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file as text: its words without markup, as they are and squeezed (`tight`); what its markup says.

    `markup` is as it is written, with the names of the format, `read` the same as it reads.
    """

    name: str
    words: str
    tight: str
    markup: str = ""
    read: str = ""

    @classmethod
    def of_text(cls, name: str, text: str) -> "Part":
        words = _with_addresses(text)
        return cls(name, words, squeezed(words))

    @classmethod
    def of_markup(cls, name: str, text: str) -> "Part":
        """A part of XML."""
        plain = _with_addresses(text)
        values = _values(plain)
        if values is None:
            plain = markup = _with_addresses(text.replace("<![CDATA[", "").replace("]]>", ""))
        else:
            markup = f'"{_BETWEEN_VALUES.join(values)}"'
        words = unescape("".join((*_BETWEEN_TAGS.findall(plain), plain[plain.rfind(">") + 1 :])))
        return cls(name, words, squeezed(words), markup, unescape(markup))

    def held(self, secrets: Iterable[Secret]) -> Iterator[Secret]:
        """Those that stand among the words, or in the markup beside what the format itself says there.

        In the markup each is searched for as it is; so it is among words with marks over letters, where squeezing makes
        another letter of the last one and a mark behind it.
        """
        words, tight, read = self.words, self.tight, self.read
        is_marked = _MARK.search(words) is not None
        for secret in secrets:
            if (
                secret.needle in (tight if secret.is_squeezed else words)
                or (is_marked and secret.text in words)
                or (secret.text in read and secret.text in unescape(_FORMAT.sub(" ", self.markup)))
            ):
                yield secret


def _values(markup: str) -> set[str] | None:
    """What a part of XML says beside its words, each once, or None where that is not the values of attributes alone.

    There may be comments, CDATA and instructions, and values in single quotes. Single characters are looked for first,
    since those are found or not at once, however long the text is.
    """
    if not markup.startswith("<?xml"):
        return None
    body = markup[markup.find("?>") + 2 :]
    if ("!" in body and "<!" in body) or ("?" in body and "<?" in body) or ("'" in body and _SINGLE.search(body)):
        return None
    found = set(_VALUES.findall(body))
    # Behind a short value that ends so, what was found is the name of the next attribute.
    return None if any(each.rstrip().endswith("=") for each in found) else found


def _both(text: str) -> str:
    return f"{squeezed(text)}\0{text}"


def _with_addresses(text: str) -> str:
    """A text, and again with its addresses read: they are written in bytes (%E7%94%B2), in both formats."""
    return f"{text}\n{unquote(text)}" if _BYTE.search(text) else text


def leaks(
    hidden: Iterable[Secret], parts: Iterable[Part], own_words: Callable[[], str] = str
) -> tuple[Diagnostic, ...]:
    """Each secret found in a part.

    `own_words` are the words of the shipped templates: what stands there is known to everybody and tells nothing of
    a deal. They are asked for only where something was found.
    """
    wanted = tuple(hidden)
    if not wanted:
        return ()  # the file need not even be opened
    return tuple(
        error("PG820", Span(part.name), path=secret.path)
        for part in parts
        for secret in part.held(wanted)
        if secret.needle not in _both(own_words())
    )


def file_parts(name: str, data: bytes) -> Iterator[Part]:
    """A file's name and its parts, by names that begin with the file's.

    The parts are a package's members, what a PDF holds beside the words that it draws, and those of files within.
    """
    yield Part.of_text(name, name)
    if _ZIP_END in data and zipfile.is_zipfile(BytesIO(data)):
        for part in _members(data):
            yield Part(f"{name}/{part.name}", part.words, part.tight, part.markup, part.read)
    elif data.startswith(b"%PDF-"):
        for kind, raw in pdf_parts(data):
            if kind == STRINGS:
                yield Part.of_text(f"{name}/{kind}", raw.decode())
            else:
                yield from file_parts(f"{name}/{kind}", raw)
    else:
        text = _decoded(data)
        yield Part.of_markup(name, text) if text.lstrip("\ufeff").startswith("<") else Part.of_text(name, text)


def _members(data: bytes) -> Iterator[Part]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        for member in package.infolist():
            before = sum(_LOCAL_HEADER.unpack_from(data, member.header_offset))
            start = member.header_offset + _LOCAL_HEADER.size + before
            packed = data[start : start + member.compress_size]
            if member.compress_type == zipfile.ZIP_DEFLATED and not member.flag_bits & _ENCRYPTED:
                yield from _deflated(member.filename, packed)
            else:
                yield from file_parts(member.filename, package.read(member))


@lru_cache(maxsize=32)  # styles and settings are the same in every file of a packet
def _deflated(name: str, packed: bytes) -> tuple[Part, ...]:
    return tuple(file_parts(name, zlib.decompress(packed, -zlib.MAX_WBITS)))


def _decoded(data: bytes) -> str:
    """Bytes as text. What is no XML may hold text of two bytes a character, as pictures of Windows do."""
    if data.startswith(_WIDE):
        return data.decode("utf-16", errors="replace")
    text = data.decode(errors="replace")
    if "\0" not in text:
        return text
    wide = (data[start:].decode(coding, errors="replace") for start in (0, 1) for coding in ("utf-16-le", "utf-16-be"))
    return "\n".join((text, *wide))


def _free_texts(loaded: LoadedDeal) -> Iterator[tuple[str, str]]:
    for path, value in loaded.values.items():
        field = find_field(_ROW.sub("[]", path))
        if isinstance(value, str) and field is not None and field.kind in _FREE_TEXT:
            yield path, value
