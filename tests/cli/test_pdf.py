"""`packetgen pdf` on files from outside: refusals, limits, and what reaches the terminal."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.ooxml.attacks import Member, complex_field, document, docx, package, relations, zipped

from packetgen.cli.group import cli
from packetgen.fonts import survey
from packetgen.pdf.strings import STRINGS, pdf_parts

HOSTILE = "\x9b31m\u202etxt"
OBEYED = set("\x1b\x07\x9b\u202e\u2066\u200b")


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)


def written(folder: Path, data: bytes, name: str = "a.docx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_refused_file_ends_with_its_own_exit_code_and_writes_nothing(tmp_path: Path) -> None:
    result = call("pdf", written(tmp_path, b"{\\rtf1}"), "--lang", "zh")
    assert result.exit_code == 7
    assert "RTF" in result.stderr
    assert "另存为 .docx" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_a_file_larger_than_the_limit_is_not_even_read_until_a_flag_raises_it(tmp_path: Path) -> None:
    path = written(tmp_path, b"")
    with path.open("r+b") as file:
        file.truncate(3 << 30)
    refused = call("pdf", path)
    assert (refused.exit_code, "3072 MB, more than 50 MB" in refused.stderr) == (7, True)
    assert "PG612" in call("pdf", path, "--max-size", "1").stderr


@pytest.mark.skipif(not all(choice.face for choice in survey()), reason="faces are missing: packetgen doctor")
def test_names_and_codes_in_a_file_reach_the_terminal_as_numbers(tmp_path: Path) -> None:
    field = complex_field(f"DDE {HOSTILE}")
    rels = relations(("hyperlink", f"file:///{HOSTILE}", True), ("header", f"{HOSTILE}.xml", False))
    path = written(tmp_path, docx(document(f"<w:p>{field}</w:p>"), rels=rels), f"{HOSTILE}.docx")
    said = call("pdf", path)
    for text in (said.stderr, said.stdout):
        assert not OBEYED & set(text)
    assert "\\u{9b}31m\\u{202e}txt" in said.stderr
    assert "\\u{9b}" in said.stdout
    as_json = call("pdf", path, "--format", "json").stdout
    assert not OBEYED & set(as_json)
    told = json.loads(as_json)["diagnostics"]
    assert any(HOSTILE in each["params"].get("target", "") for each in told)


def test_a_member_with_a_hostile_name_is_refused_and_named_in_numbers(tmp_path: Path) -> None:
    path = written(tmp_path, zipped(*package(), Member(f"word/{HOSTILE}\x1b]0;x\x07".encode(), b"x")))
    result = call("pdf", path)
    assert result.exit_code == 7
    assert not OBEYED & set(result.stderr)
    assert "\\u{1b}]0;x\\u{7}" in result.stderr


CHANGED = (
    '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>price </w:t></w:r><w:del w:id="1" w:author="A" w:date="2026-11-01T09:00:00Z"><w:r>'
    '<w:delText>old</w:delText></w:r></w:del><w:ins w:id="2" w:author="A" w:date="2026-11-01T09:00:00Z"><w:r>'
    "<w:t>new</w:t></w:r></w:ins></w:p>"
)


@pytest.mark.skipif(not all(choice.face for choice in survey()), reason="faces are missing: packetgen doctor")
@pytest.mark.parametrize(
    ("view", "expected"),
    [((), "price new"), (("--view", "original"), "price old"), (("--view", "markup"), "price oldnew")],
)
def test_a_view_says_which_tracked_changes_are_printed(tmp_path: Path, view: tuple[str, ...], expected: str) -> None:
    path = written(tmp_path, docx(document(CHANGED)))
    assert call("pdf", path, *view).exit_code == 0
    # A heading stands in the outline, where its words can be read without its face.
    strings = dict(pdf_parts(path.with_suffix(".pdf").read_bytes()))[STRINGS].decode().split("\0")
    assert [each for each in strings if "price" in each] == [expected]
