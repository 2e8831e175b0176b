"""Language, title, bookmarks, tags and page numbers of the packets' PDFs, by others' tools."""

import json
import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest

from packetgen.document.inlines import texts
from packetgen.document.model import Paragraph
from packetgen.document.read import read_docx

pytestmark = pytest.mark.judge
Judge = Callable[[str], str]


class Packets(Protocol):
    pdf: tuple[Path, ...]


WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


def run(*command: str | Path) -> str:
    return subprocess.run([str(each) for each in command], capture_output=True, check=True).stdout.decode()


def is_chinese(path: Path) -> bool:
    return "linlan" in str(path)


def objects(path: Path, judge: Judge) -> dict[str, Any]:
    text = run(judge("qpdf"), "--json=2", "--json-key=qpdf", path)
    # The tool hands numbers on as the PDF writes them, and `100.` is none of JSON's.
    made: dict[str, Any] = json.loads(re.sub(r"(?m)^(.*[ -]\d+)\.(,?)$", r"\1\2", text))["qpdf"][1]
    return made


def catalogue(found: dict[str, Any]) -> dict[str, Any]:
    root = found["trailer"]["value"]["/Root"]
    made: dict[str, Any] = found[f"obj:{root}"]["value"]
    return made


def test_every_pdf_says_its_language_and_title_and_is_tagged(packets: Packets, judge: Judge) -> None:
    for path in packets.pdf:
        root = catalogue(objects(path, judge))
        assert root["/Lang"] == ("u:zh-CN" if is_chinese(path) else "u:en-GB"), path.name
        assert root["/MarkInfo"]["/Marked"] is True, path.name
        assert root["/ViewerPreferences"]["/DisplayDocTitle"] is True, path.name
        info = dict(line.split(":", 1) for line in run(judge("pdfinfo"), path).splitlines() if ":" in line)
        assert info["Title"].strip(), path.name
        assert info["Tagged"].strip() == "yes", path.name
        assert "Author" not in info, path.name


def test_every_heading_is_a_bookmark(packets: Packets, judge: Judge) -> None:
    for path in packets.pdf:
        found = objects(path, judge)
        titles = {
            squeezed(each["value"]["/Title"].removeprefix("u:"))
            for each in found.values()
            if isinstance(each.get("value"), dict) and "/Title" in each["value"] and "/Parent" in each["value"]
        }
        document = read_docx(path.with_suffix(".docx").read_bytes(), path.name).value
        assert document is not None
        headings = [
            "".join(texts(block.inlines))
            for section in document.sections
            for block in section.blocks
            if isinstance(block, Paragraph) and block.format.outline_level is not None
        ]
        for heading in headings:
            assert any(squeezed(heading) in title for title in titles), (path.name, heading)


def test_page_numbers_of_official_papers_are_right_on_odd_and_left_on_even_pages(
    packets: Packets, judge: Judge
) -> None:
    pages = 0
    for path in filter(is_chinese, packets.pdf):
        for number, (width, height, words) in enumerate(PAGE.findall(run(judge("pdftotext"), "-bbox", path, "-")), 1):
            feet = [word for word in WORD.findall(words) if float(word[1]) > float(height) * 0.85]
            shown = [word for word in feet if re.fullmatch(r"[—－–-]+\s*\d+\s*[—－–-]+", word[4])]
            if not shown:  # tools part signs from digits
                shown = [word for word in feet if word[4] == str(number)]
            assert len(shown) == 1, (path.name, number, feet)
            middle = (float(shown[0][0]) + float(shown[0][2])) / 2
            assert str(number) in shown[0][4]
            assert (middle > float(width) / 2) == (number % 2 == 1), (path.name, number)
            pages += 1
    assert pages > 60


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))
