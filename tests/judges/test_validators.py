import json
import os
import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from packetgen.document.inlines import texts
from packetgen.document.model import Block, Paragraph
from packetgen.document.read import read_docx

pytestmark = pytest.mark.judge
Judge = Callable[[str], str]


class Packets(Protocol):
    docx: tuple[Path, ...]
    pdf: tuple[Path, ...]


FILTER_RULE = re.compile(r"METADATA-FILTER")
"""Asks for what PDF/A-1 forbids and PDF/A-3 allows: a compressed metadata stream."""


def test_the_open_xml_validator_finds_nothing(packets: Packets, judge: Judge) -> None:
    validator = judge("node_modules/.bin/ooxml-validator")
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    assert len(packets.docx) == 57
    for path in packets.docx:
        done = subprocess.run([validator, str(path)], capture_output=True, text=True, env=environment, check=False)
        assert json.loads(done.stdout)["errors"] == [], path.name


def test_the_integrity_checker_finds_nothing(packets: Packets, judge: Judge) -> None:
    command = [judge("venv/bin/ooxml-integrity"), "check", *map(str, packets.docx)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.count(" 0 error(s), 0 warning(s)") == len(packets.docx), done.stdout


def test_libreoffice_opens_every_file_and_keeps_its_words(packets: Packets, judge: Judge, tmp_path: Path) -> None:
    office = judge("soffice")
    files = [path for path in packets.docx if "bare" not in str(path) and "first-visit" not in str(path)]
    for path in files:
        (tmp_path / f"{path.parents[3].name}-{path.name}").write_bytes(path.read_bytes())
    copies = sorted(tmp_path.glob("*.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, copies)], check=True, capture_output=True, timeout=300)
    for copy in copies:
        exported = squeezed(copy.with_suffix(".txt").read_text(encoding="utf-8-sig"))
        for words in body_words(copy.read_bytes()):
            assert squeezed(words) in exported, (copy.name, words)


def test_pdfs_pass_for_archives_and_for_readers_with_screen_readers(packets: Packets, judge: Judge) -> None:
    python = judge("venv/bin/python")
    script = (
        "import json, sys, page\n"
        "for path in sys.argv[1:]:\n"
        "    for name in ('PDF_A_3A', 'PDF_UA_1'):\n"
        "        report = page.validate_pdf(path, profile=getattr(page.ValidationProfile, name))\n"
        "        print(json.dumps([path, name, [f.rule_id + ': ' + f.message for f in report.failures]]))\n"
    )
    done = subprocess.run([python, "-c", script, *map(str, packets.pdf)], capture_output=True, text=True, check=True)
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(reports) == 2 * len(packets.pdf) == 114
    for path, name, failures in reports:
        assert [each for each in failures if not FILTER_RULE.search(each)] == [], (path, name)


def test_pdfs_are_sound_for_qpdf(packets: Packets, judge: Judge) -> None:
    for path in packets.pdf:
        done = subprocess.run([judge("qpdf"), "--check", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, (path.name, done.stderr)


def test_every_word_of_a_draft_stands_in_its_pdf_in_order(packets: Packets, judge: Judge) -> None:
    for path in packets.pdf:
        done = subprocess.run([judge("pdftotext"), "-raw", str(path), "-"], capture_output=True, check=True)
        printed = re.sub(r"—\d+—", "", squeezed(done.stdout.decode()))
        for words in body_words(path.with_suffix(".docx").read_bytes()):
            # A paragraph over two pages has the foot of one and the head of the next in it.
            pieces = [squeezed(piece) for piece in re.split(r"[，。；、\s]", words)]
            assert all(piece in printed for piece in pieces), (path.name, words)


def body_words(data: bytes) -> list[str]:
    document = read_docx(data, "x.docx").value
    assert document is not None
    return [words for section in document.sections for words in paragraphs(section.blocks)]


def paragraphs(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append("".join(texts(block.inlines)).split("\t")[0])
        else:
            found += [words for row in block.rows for cell in row.cells for words in paragraphs(cell.blocks)]
    return [words for words in found if words.strip()]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))
