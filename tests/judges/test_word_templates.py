import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from packetgen.document.inlines import texts
from packetgen.document.model import Block, Paragraph
from packetgen.document.read import read_docx
from packetgen.draft.model import SpanEntry

pytestmark = pytest.mark.judge
Judge = Callable[[str], str]


class Draft(Protocol):
    data: bytes
    paragraphs: tuple[str, ...]
    spans: tuple[SpanEntry, ...]


class Form(Protocol):
    def ejected(self) -> bytes: ...

    def from_markdown(self) -> Draft: ...

    def from_word(self, data: bytes) -> Draft: ...


@pytest.fixture
def ejected(forms: Callable[[], tuple[Form, ...]], tmp_path: Path) -> dict[Path, Form]:
    files = {tmp_path / f"{form}.docx": form for form in forms()}
    for path, form in files.items():
        path.write_bytes(form.ejected())
    return files


def test_the_open_xml_validator_finds_nothing_in_ejected_templates(ejected: dict[Path, Form], judge: Judge) -> None:
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    for path in ejected:
        command = [judge("node_modules/.bin/ooxml-validator"), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert json.loads(done.stdout)["errors"] == [], path.name


def test_an_ejected_template_saved_by_libreoffice_fills_to_the_same_words(
    ejected: dict[Path, Form], judge: Judge, tmp_path: Path
) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [judge("soffice"), profile, "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    subprocess.run([*command, "--outdir", str(tmp_path / "saved"), *map(str, ejected)], check=True, capture_output=True)
    for path, form in ejected.items():
        word, markdown = form.from_word((tmp_path / "saved" / path.name).read_bytes()), form.from_markdown()
        assert word.paragraphs == markdown.paragraphs, path.name
        assert shape(word.data) == shape(markdown.data), path.name
        assert [(each.path, each.block, each.row) for each in word.spans] == [
            (each.path, each.block, each.row) for each in markdown.spans
        ], path.name


def shape(data: bytes) -> list[tuple[str, str, str]]:
    """Each paragraph's style, the number or sign in front of it, and its words."""
    document = read_docx(data, "x.docx").value
    assert document is not None
    return [each for section in document.sections for each in shapes(section.blocks)]


def shapes(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str, str]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.style, block.label.text if block.label else "", "".join(texts(block.inlines))
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from shapes(cell.blocks)
