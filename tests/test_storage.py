import contextlib
import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packetgen import storage
from packetgen.errors import OutputError

FILES = {"customer/方案.docx": b"one", "packet.json": b"{}"}


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_published_folder_holds_exactly_its_files_and_nothing_else_lies_around(tmp_path: Path) -> None:
    storage.publish_folder(tmp_path / "v1", FILES)
    storage.publish_folder(tmp_path / "v1", {"packet.json": b"[]"})
    assert contents(tmp_path) == {"v1/packet.json": b"[]"}


@pytest.mark.parametrize("step", range(1, 30))
def test_a_fault_at_any_system_call_leaves_the_old_folder_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    folder = tmp_path / "v1"
    storage.publish_folder(folder, {"old": b"old"})
    calls = 0

    def failing(real: object) -> object:
        def call(*args: object, **kwargs: object) -> object:
            nonlocal calls
            calls += 1
            if calls == step:
                raise OSError(errno.ENOSPC, "no space left")
            return real(*args, **kwargs)  # type: ignore[operator]

        return call

    for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "open"), (Path, "mkdir"), (Path, "read_bytes")):
        monkeypatch.setattr(owner, name, failing(getattr(owner, name)))
    with contextlib.suppress(OutputError):
        storage.publish_folder(folder, FILES)
    monkeypatch.undo()
    assert contents(tmp_path) in (
        {"v1/old": b"old"},
        {f"v1/{name}": data for name, data in FILES.items()},
    )


def test_the_old_folder_comes_back_after_a_crash_between_the_two_renames(tmp_path: Path) -> None:
    (tmp_path / ".v1.999999.old").mkdir()
    (tmp_path / ".v1.999999.old" / "kept").write_bytes(b"old")
    (tmp_path / ".v1.999999.tmp").mkdir()
    storage.recover(tmp_path / "v1")
    assert contents(tmp_path) == {"v1/kept": b"old"}
    assert not (tmp_path / ".v1.999999.tmp").exists()


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "deal.yaml"
    path.write_bytes(b"old")
    storage.write_file(path, b"new")
    assert contents(tmp_path) == {"deal.yaml": b"new"}


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError) as caught:
        storage.write_file(tmp_path / "file" / "below", b"")
    assert caught.value.diagnostics[0].code == "PG801"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("试点方案：一期/二期", "试点方案：一期二期"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        (" ..a. ", "a"),
        ("a\u202eb\x07c", "abc"),
        ("", "_"),
        ('<a>:"b"|c?*', "abc"),
    ],
)
def test_a_name_is_safe_on_every_system(text: str, name: str) -> None:
    assert storage.safe_name(text) == name


@given(st.text())
def test_every_safe_name_is_short_and_stays_as_it_is(text: str) -> None:
    name = storage.safe_name(text)
    assert 0 < len(name.encode()) <= 120
    assert storage.safe_name(name) == name
    assert "/" not in name
    assert name.strip(". ") == name


def test_long_names_that_differ_late_stay_apart() -> None:
    one, two = storage.safe_name("方" * 80 + "甲"), storage.safe_name("方" * 80 + "乙")
    assert one != two
