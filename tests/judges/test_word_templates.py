import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

pytestmark = pytest.mark.judge
Judge = Callable[[str], str]


class Draft(Protocol):
    paragraphs: tuple[str, ...]


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
        saved = (tmp_path / "saved" / path.name).read_bytes()
        assert form.from_word(saved).paragraphs == form.from_markdown().paragraphs, path.name
