"""What a file is that carries the name of a Word file and is none: one code each, whose words name the remedy."""

import re
from collections.abc import Collection, Mapping

_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|meta|table|div|p)\b|mime-version:", re.IGNORECASE)
_XML_WORD = (b'progid="Word.Document"', b"schemas.microsoft.com/office/2006/xmlPackage", b"office/word/2003/wordml")
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_TAIL = 70_000  # where the end of a zip file stands
_MOST_CONTROLS = 0.02
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f")) + b"\x7f"


def code_of_file(data: bytes) -> str | None:
    """The code of the refusal of a file that is no zip file, None for a zip file."""
    if data.startswith(_ZIP_STARTS):
        return None
    if not data:
        return "PG613"
    if data.startswith(_CFB):
        return _code_of_compound(data)
    if b"PK\x03\x04" in data and b"PK\x05\x06" in data[-_TAIL:]:
        return "PG627"
    return _code_of_text(data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip())


def _code_of_text(head: bytes) -> str:
    if head.startswith(b"%PDF"):
        return "PG616"
    if head.startswith(b"{\\rtf"):
        return "PG641"
    if head.startswith(b"<") and any(mark in head for mark in _XML_WORD):
        return "PG643"
    if not _is_text(head):
        return "PG617"
    return "PG615" if _HTML.search(head) else "PG642"


def _code_of_compound(data: bytes) -> str:
    """Old Office files and encrypted new ones are the same container; its directory names the streams in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "PG622"
    others = ("Workbook", "Book", "PowerPoint Document", "VisioDocument")
    has_other = any(name.encode("utf-16-le") + b"\0\0" in data for name in others)
    return "PG647" if has_other and "WordDocument".encode("utf-16-le") not in data else "PG614"


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return len(head) - len(head.translate(None, _CONTROLS)) <= _MOST_CONTROLS * len(head)


def code_of_package(members: Mapping[str, bytes], types: Collection[str] = ()) -> str:
    """The code of the refusal of a zip file that holds no Word document."""
    if members.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        return "PG644"
    if "OFD.xml" in members:
        return "PG645"
    if any(name.endswith((".iwa", "Index.zip", "index.apxl")) for name in members):
        return "PG646"
    if any(word in kind for kind in types for word in ("spreadsheetml", "presentationml", "visio")):
        return "PG647"
    return "PG624"
