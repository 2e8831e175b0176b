import io
import re
import zlib
from typing import Any

import pydyf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from packetgen.pdf.engine import engine
from packetgen.pdf.strings import pdf_parts

SECRET = "不得外传（甲）not to leave (a) \\ 1"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="


def written(*objects: Any, compress: bool = True) -> bytes:
    pdf = pydyf.PDF()
    for each in objects:
        pdf.add_object(each)
    out = io.BytesIO()
    pdf.write(out, version=b"1.7", compress=compress)
    return out.getvalue()


def texts(data: bytes) -> dict[str, str]:
    return {name: raw.decode() for name, raw in pdf_parts(data)}


@pytest.mark.parametrize("compress", [True, False])
@pytest.mark.parametrize("key", ["Title", "Contents", "Alt", "ActualText", "E", "TU", "URI", "Desc"])
def test_every_string_of_a_pdf_is_read(key: str, compress: bool) -> None:
    data = written(pydyf.Dictionary({key: pydyf.String(SECRET)}), compress=compress)
    assert SECRET in texts(data)["strings"]


@given(st.text(st.characters(codec="utf-8", min_codepoint=1), max_size=40))
def test_a_string_is_read_as_it_was_written(text: str) -> None:
    # Each end of a line reads as LF (ISO 32000, 7.3.4.2).
    as_read = re.sub(r"\r\n?", "\n", text) if text.isascii() else text
    assert texts(written(pydyf.Array([pydyf.String(text)])))["strings"].split("\0", 1)[0] == as_read


def test_strings_are_read_in_every_coding_that_the_format_has() -> None:
    strings = (
        rb"[(a\(\051\\b\8\
c\101) <4142 43> <FEFF4E2D> ("
        + "甲".encode()
        + b") (caf\xe9)]"
    )
    assert texts(written(pydyf.Stream([b"x"], {"K": strings})))["strings"].split("\0")[:5] == [
        "a()\\b8cA",
        "甲",
        "café",
        "ABC",
        "中",
    ]


def test_the_streams_that_hold_text_are_read_and_fonts_pictures_and_pages_are_not() -> None:
    def stream(**extra: object) -> Any:
        return pydyf.Stream([SECRET.encode()], extra, compress=True)

    data = written(
        stream(Type="/Metadata", Subtype="/XML"),
        stream(Type="/EmbeddedFile"),
        stream(Subtype="/OpenType"),
        stream(Length1=3),
        stream(Type="/XObject", Subtype="/Image"),
        stream(N=3),
        stream(),
    )
    found = [name for name, raw in pdf_parts(data) if SECRET.encode() in raw]
    assert found == ["Metadata", "EmbeddedFile"]


def test_a_stream_of_an_unknown_sort_is_read() -> None:
    stream = pydyf.Stream([SECRET.encode()], {"Type": "/News"}, compress=True)
    assert SECRET in texts(written(stream))["News"]


def test_what_the_engine_writes_of_words_is_read_wherever_it_stands() -> None:
    weasyprint = engine()
    page = (
        '<html lang="en"><head><title>the title</title><meta name="author" content="the author">'
        '<meta name="description" content="the subject"><meta name="keywords" content="the keywords"></head><body>'
        "<h1 style=\"bookmark-label:'the bookmark'\">x</h1>"
        f'<img alt="the picture" src="data:image/png;base64,{PIXEL}">'
        '<p id="the-place"><a href="https://example.org/the-address">x</a></p><a href="#the-place">x</a></body></html>'
    )
    attachment = weasyprint.Attachment(string="the attachment", name="the-file.txt", description="the description")
    data = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/a-3a", attachments=[attachment])
    found = texts(data)
    names = ["title", "author", "subject", "keywords", "bookmark", "picture", "place", "address", "file", "description"]
    missing = [each for each in names if not re.search(f"the[ -]{each}", found["strings"])]
    assert missing == []
    assert found["EmbeddedFile"] == "the attachment"
    assert "the title" in found["Metadata"]
    # Drawn words are numbers of glyphs: what is not read holds no text.
    pages = [zlib.decompressobj().decompress(data[each.end() :]) for each in BARE.finditer(data)]
    assert any(b" Tf" in each for each in pages)
    assert all(b"(" not in each and b"<feff" not in each.lower() for each in pages if b" Tf" in each)


BARE = re.compile(rb"<</Filter /FlateDecode/Length \d+>>\nstream\n")
