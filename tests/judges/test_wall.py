"""Every file that leaves the house, searched by others' tools for what its readers must not see."""

import subprocess
import zipfile
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path
from re import sub
from typing import Any
from urllib.parse import unquote

import pytest

from packetgen.deal.schema import Audience
from packetgen.pdf.engine import engine

pytestmark = pytest.mark.judge
Judge = Callable[[str], str]
Packets = Callable[[str], Any]
Find = Callable[[Iterable[Any], Iterable[str]], set[str]]


def run(*command: str | Path) -> str:
    done = subprocess.run([str(each) for each in command], capture_output=True, check=True)
    return done.stdout.decode(errors="replace")


def texts(path: Path, judge: Judge, folder: Path) -> Iterator[str]:
    """Everything that a file says, from the file alone."""
    yield path.name
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                text = package.read(name).decode(errors="replace")
                yield from (name, unquote(text), unescape(text), unescape(sub(r"<[^>]*>", "", text)))
        return
    yield run(judge("pdftotext"), "-raw", path, "-")
    yield run(judge("pdftotext"), "-layout", path, "-")
    yield run(judge("pdfinfo"), "-custom", path)
    yield run(judge("pdfinfo"), "-meta", path)
    yield unquote(run(judge("qpdf"), "--json=2", path))  # every object, its strings and addresses decoded
    yield run(judge("qpdf"), "--qdf", "--object-streams=disable", path, "-")  # every stream, inflated
    attached = folder / path.stem
    attached.mkdir()
    run(judge("pdfdetach"), "-saveall", "-o", attached, path)
    yield from (text for file in attached.iterdir() for text in (file.name, file.read_text(errors="replace")))


@pytest.mark.parametrize("sample", ["linlan-drainage", "wexmoor-drainage"])
def test_no_part_of_a_file_holds_what_its_readers_must_not_see(
    canary_packet: Packets, canaries_in: Find, judge: Judge, tmp_path: Path, sample: str
) -> None:
    packet = canary_packet(sample)
    for audience in (Audience.CUSTOMER, Audience.TWO_PARTY):
        kept = packet.kept_from(audience)
        files = list(packet.files_for(audience))
        assert {path.suffix for path in files} == {".docx", ".pdf"}
        for path in files:
            assert canaries_in(kept, texts(path, judge, tmp_path)) == set(), path.name


@pytest.mark.parametrize("sample", ["linlan-drainage", "wexmoor-drainage"])
def test_the_search_finds_in_the_reps_papers_what_is_meant_for_the_rep(
    canary_packet: Packets, canaries_in: Find, judge: Judge, tmp_path: Path, sample: str
) -> None:
    packet = canary_packet(sample)
    for path in packet.files_for(Audience.REP):
        found = canaries_in(packet.kept_from(Audience.TWO_PARTY), texts(path, judge, tmp_path))
        assert len(found) >= 10, path.name


PLACES = {
    "words": "<p>{}</p>",
    "title": "<title>{}</title>",
    "author": '<meta name="author" content="{}">',
    "outline": "<h1 style=\"bookmark-label:'{}'\">x</h1>",
    "picture": '<img alt="{}" src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>">',
    "link": '<a href="https://example.org/{}">x</a>',
    "attachment": "<p>x</p>",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", ["金丝雀不得外传", "CanaryKept"])
def test_the_search_sees_every_place_of_a_pdf(judge: Judge, tmp_path: Path, place: str, text: str) -> None:
    weasyprint = engine()
    page = f'<html lang="zh"><head><title>x</title></head><body>{PLACES[place].format(text)}</body></html>'
    page = page.replace("<title>x</title>", "") if place == "title" else page
    attached = [weasyprint.Attachment(string=text, name="a.txt")] if place == "attachment" else []
    weasyprint.HTML(string=page).write_pdf(tmp_path / "a.pdf", pdf_variant="pdf/a-3a", attachments=attached)
    assert text in "".join(texts(tmp_path / "a.pdf", judge, tmp_path))
