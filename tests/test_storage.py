import contextlib
import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable
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


Calls = tuple[tuple[object, str], ...]
CALLS: Calls = (
    (os, "fsync"),
    (os, "replace"),
    (Path, "rename"),
    (Path, "replace"),
    (Path, "open"),
    (Path, "mkdir"),
    (Path, "read_bytes"),
    (Path, "iterdir"),
    (storage, "swap_names"),
)


def _cannot_swap(*_: Path) -> bool:
    return False


@pytest.fixture
def failing_at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Callable[[], bool]]:
    """Makes the nth of the calls that write fail; the answer tells whether it came to that."""

    def of(step: int, *, swaps: bool = True, fault: BaseException | None = None) -> Callable[[], bool]:
        calls = 0

        def failing(real: Callable[..., object]) -> Callable[..., object]:
            def call(*args: object, **kwargs: object) -> object:
                nonlocal calls
                calls += 1
                if calls == step:
                    raise fault or OSError(errno.ENOSPC, "no space left")
                return real(*args, **kwargs)

            return call

        if not swaps:
            monkeypatch.setattr(storage, "swap_names", _cannot_swap)
        for owner, name in CALLS:
            monkeypatch.setattr(owner, name, failing(getattr(owner, name)))
        return lambda: calls >= step

    return of


@pytest.mark.parametrize("fault", [None, KeyboardInterrupt()])
@pytest.mark.parametrize("swaps", [True, False])
def test_a_fault_at_any_call_leaves_the_old_folder_or_the_new_one(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    failing_at: Callable[..., Callable[[], bool]],
    swaps: bool,
    fault: BaseException | None,
) -> None:
    happened, step = True, 0
    while happened:
        step += 1
        folder = tmp_path / str(step) / "v1"
        storage.publish_folder(folder, {"old": b"old"})
        fired = failing_at(step, swaps=swaps, fault=fault)
        with contextlib.suppress(OutputError, KeyboardInterrupt):
            storage.publish_folder(folder, FILES)
        happened = fired()
        monkeypatch.undo()
        assert contents(folder.parent) in (
            {"v1/old": b"old"},
            {f"v1/{name}": data for name, data in FILES.items()},
        ), step
    assert step > 10


def test_a_fault_at_any_call_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing_at: Callable[..., Callable[[], bool]]
) -> None:
    happened, step = True, 0
    while happened:
        step += 1
        path = tmp_path / str(step) / "deal.yaml"
        storage.write_file(path, b"old")
        fired = failing_at(step)
        with contextlib.suppress(OutputError):
            storage.write_file(path, b"new")
        happened = fired()
        monkeypatch.undo()
        assert contents(path.parent) in ({"deal.yaml": b"old"}, {"deal.yaml": b"new"}), step
    assert step > 5


# -- what crashes leave

ENDED = 4_000_000_000
"""No process has such a number."""


def left(folder: Path, name: str, **files: bytes) -> Path:
    (folder / name).mkdir(parents=True)
    for each, data in files.items():
        (folder / name / each).write_bytes(data)
    return folder / name


def test_the_old_folder_comes_back_after_a_crash_between_the_two_renames(tmp_path: Path) -> None:
    left(tmp_path, f".v1.{ENDED}.old", kept=b"old")
    left(tmp_path, f".v1.{ENDED}.tmp", half=b"")
    storage.recover(tmp_path, re.compile("v1"))
    assert contents(tmp_path) == {"v1/kept": b"old"}
    assert not (tmp_path / f".v1.{ENDED}.tmp").exists()


def test_what_a_process_of_the_same_number_left_does_not_stand_in_the_way(tmp_path: Path) -> None:
    """In a container every command may have the same number."""
    left(tmp_path, f".v1.{os.getpid()}.tmp", **{"packet.json": b"half"})
    storage.publish_folder(tmp_path / "v1", FILES)
    (tmp_path / f".deal.yaml.{os.getpid()}.tmp").write_bytes(b"half")
    storage.write_file(tmp_path / "deal.yaml", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deal.yaml", "v1"]


def test_what_a_running_process_writes_is_left_to_it(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        folder, file = left(tmp_path, f".v1.{other.pid}.tmp"), tmp_path / f".a.{other.pid}.tmp"
        file.write_bytes(b"half")
        storage.recover(tmp_path, re.compile("v1"))
        storage.write_file(tmp_path / "a", b"")
        assert folder.is_dir()
        assert file.is_file()
    storage.recover(tmp_path, re.compile("v1"))
    storage.write_file(tmp_path / "a", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_users_own_files_with_such_names_are_left_alone(tmp_path: Path) -> None:
    names = (".deal.yaml.20261101.old", ".notes.2026.tmp", ".v1.2026.old", "..1.tmp")
    for name in names:
        (tmp_path / name).write_bytes(b"mine")
    storage.write_file(tmp_path / "deal.yaml", b"new")
    storage.recover(tmp_path, re.compile("v1"))
    assert contents(tmp_path) == {"deal.yaml": b"new", **dict.fromkeys(names, b"mine")}


# -- what must not be replaced


def test_a_folder_that_somebody_changed_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage.publish_folder(tmp_path / "v1", {"old": b"old"})
    for _ in range(2):
        with pytest.raises(OutputError) as caught:
            storage.publish_folder(tmp_path / "v1", FILES, may_go=lambda folder: "old" not in contents(folder))
        assert [each.code for each in caught.value.diagnostics] == ["PG804"]
        assert contents(tmp_path) == {"v1/old": b"old"}
        monkeypatch.setattr(storage, "swap_names", _cannot_swap)


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    storage.publish_folder(tmp_path / "shared/v1", {"old": b"old"})
    storage.write_file(tmp_path / "shared/deal.yaml", b"old")
    for name in ("v1", "deal.yaml"):
        (tmp_path / name).symlink_to(tmp_path / "shared" / name)
    storage.publish_folder(tmp_path / "v1", {"new": b"new"})
    storage.write_file(tmp_path / "deal.yaml", b"new")
    assert (tmp_path / "v1").is_symlink()
    assert (tmp_path / "deal.yaml").is_symlink()
    assert contents(tmp_path / "shared") == {"v1/new": b"new", "deal.yaml": b"new"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_who_may_read_a_file_does_not_change(tmp_path: Path) -> None:
    path = tmp_path / "deal.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    storage.write_file(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_write_protected_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deal.yaml"
    path.write_bytes(b"old")
    path.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda asked, mode: not (asked == path and mode == os.W_OK))  # root may all
    with pytest.raises(OutputError):
        storage.write_file(path, b"new")
    assert contents(tmp_path) == {"deal.yaml": b"old"}


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("方" * 83 + ".yaml")
    for data in (b"old", b"new"):
        storage.write_file(path, data)
    assert contents(tmp_path) == {path.name: b"new"}


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
        ("CON .docx", "_CON .docx"),
        ("com¹", "_com¹"),
        ("~$方案", "_~$方案"),
        (".方案", "方案"),
        ("e\u0301tude", "étude"),
        ("a\u2028b\nc", "abc"),
    ],
)
def test_a_name_is_safe_on_every_system(text: str, name: str) -> None:
    assert storage.safe_name(text) == name


@given(st.text() | st.text("aé方", min_size=60))
def test_every_safe_name_is_short_and_stays_as_it_is(text: str) -> None:
    name = storage.safe_name(text)
    assert 0 < len(name.encode()) <= 120
    assert len(name) <= 72
    assert storage.safe_name(name) == name
    assert set(name).isdisjoint('/\\:*?"<>|\n\t')
    assert name.strip(". ") == name
    assert not name.startswith(("~$", "."))


@given(st.sampled_from(["con", "NUL", "Lpt9", "COM²", "conin$"]), st.sampled_from(["", ".", " .x", ".tar.gz", "  "]))
def test_no_safe_name_is_a_device_of_windows(device: str, rest: str) -> None:
    assert storage.safe_name(device + rest).startswith("_")


def test_long_names_that_differ_late_stay_apart() -> None:
    one, two = storage.safe_name("方" * 80 + "甲"), storage.safe_name("方" * 80 + "乙")
    assert one != two
