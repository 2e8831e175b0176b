import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packetgen.ooxml.limits import Limits
from packetgen.ooxml.numbers import label
from packetgen.ooxml.package import open_package
from packetgen.ooxml.write import deflate, write_package

TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.document.main+xml"/></Types>'
)
DOCUMENT = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
GOOD = {"[Content_Types].xml": TYPES, "word/document.xml": DOCUMENT}


def refusal(data: bytes, limits: Limits | None = None) -> str:
    result = open_package(data, "x.docx", limits) if limits else open_package(data, "x.docx")
    assert result.value is None
    return result.diagnostics[0].code


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}\.xml", fullmatch=True), st.binary(max_size=200), max_size=5))
def test_what_is_written_reads_back_and_is_the_same_every_time(members: dict[str, bytes]) -> None:
    data = write_package(members)
    assert write_package(dict(reversed(members.items()))) == data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert {name: package.read(name) for name in package.namelist()} == members


def test_members_compressed_before_give_the_same_file() -> None:
    assert write_package({"a": deflate(b"abc" * 50)}) == write_package({"a": b"abc" * 50})


def test_a_word_file_opens() -> None:
    package = open_package(write_package(GOOD), "x.docx").value
    assert package is not None
    assert package.main == "word/document.xml"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "PG613"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "PG614"),
        (b"  <html></html>", "PG615"),
        (b"{\\rtf1", "PG641"),
        (b"%PDF-1.7", "PG616"),
        (b"hello", "PG642"),
        (write_package(GOOD)[:-30], "PG611"),
        (write_package({"a.txt": b"x"}), "PG624"),
        (write_package({"[Content_Types].xml": b"<!DOCTYPE x><Types/>"}), "PG603"),
        (write_package({**GOOD, "../evil": b"x"}), "PG620"),
        (write_package({**GOOD, "[Content_Types].xml": TYPES.replace(b"main+xml", b"macroEnabled.main+xml")}), "PG625"),
    ],
)
def test_what_is_no_word_file_is_refused_with_its_own_reason(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_a_bomb_is_refused_before_it_is_inflated() -> None:
    assert refusal(write_package({**GOOD, "word/big.xml": bytes(3_000_000)})) == "PG629"


def test_each_limit_holds() -> None:
    data = write_package(GOOD)
    assert refusal(data, Limits(file_bytes=10)) == "PG612"
    assert refusal(data, Limits(members=1)) == "PG618"
    assert refusal(data, Limits(total_bytes=10)) == "PG619"


def test_members_that_overlap_are_refused() -> None:
    data = bytearray(write_package({**GOOD, "word/z.xml": b"z" * 40}))
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    assert refusal(bytes(data)) in {"PG621", "PG611"}


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (1, "chineseCountingThousand", "一"),
        (10, "chineseCountingThousand", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (4, "upperRoman", "IV"),
        (27, "lowerLetter", "aa"),
        (3, "decimalEnclosedCircle", "③"),
        (11, "ordinal", "11th"),
        (22, "ordinal", "22nd"),
        (5, "decimalZero", "05"),
        (7, "noSuchFormat", "7"),
    ],
)
def test_counts_are_labelled_as_word_labels_them(number: int, form: str, text: str) -> None:
    assert label(number, form) == text
