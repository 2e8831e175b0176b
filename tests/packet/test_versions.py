import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from packetgen.packet.manifest import DocumentEntry, FileEntry, Manifest, OpenFact, dump_manifest, load_manifest
from packetgen.packet.verify import verify_folder
from packetgen.packet.versions import choose_place, choose_target, home_of
from packetgen.storage import digest, publish_folder


def manifest(files: dict[str, bytes]) -> Manifest:
    entries = tuple(FileEntry(name, digest(data), 3) for name, data in files.items())
    document = DocumentEntry(
        id="pilot-scope",
        kind="pilot-scope",
        title="试点实施方案",
        audience="two_party",
        draft="pg-1",
        draft_sha256="a",
        stored_sha256="s",
        template="t",
        template_sha256="b",
        house="gbt9704",
        house_sha256="c",
        files=entries,
        open=(
            OpenFact("pilot.area", "试点范围", "good", ("B",), "missing"),
            OpenFact("pilot.kpis", "评价指标", "must", ("B", "D"), "missing"),
        ),
        placeholders=2,
        fonts=("仿宋",),
    )
    return Manifest("市水务局-排水", 1, "zh-CN", "packetgen 0", "deal.yaml", "d", "i", False, (document, document))


def publish(root: Path, version: str, files: dict[str, bytes]) -> Path:
    publish_folder(root / version, {**files, "packet.json": dump_manifest(manifest(files))})
    return root / version


def test_a_manifest_reads_back_as_it_was_written() -> None:
    one = manifest({"customer/方案.docx": b"x"})
    assert load_manifest(dump_manifest(one), "packet.json").value == one


DAMAGE = (b"", b"{}", b"[1]", b"7", b'{"format": 1}', b"\xff", b'{"format": 0}', b'{"format": "2"}', b"[" * 100_000)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_manifest_is_refused(damage: bytes) -> None:
    assert [each.code for each in load_manifest(damage, "packet.json").diagnostics] == ["PG811"]


def altered(text: str, old: str, new: str) -> bytes:
    assert old in text
    return text.replace(old, new).encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"path": "a.docx"', '"path": 7'),
        ('"version": 1', '"version": "1"'),
        ('"version": 1', '"version": true'),
        ('"final": false', '"final": 0'),
        ('"pages": 3', '"pages": "3"'),
        ('"fonts": [', '"font": ['),
        ('"audience": "two_party"', '"audience": null'),
    ],
)
def test_a_manifest_of_other_types_is_refused(old: str, new: str) -> None:
    text = dump_manifest(manifest({"a.docx": b"x"})).decode()
    assert [each.code for each in load_manifest(altered(text, old, new), "packet.json").diagnostics] == ["PG811"]


def test_a_manifest_of_a_newer_format_says_so() -> None:
    text = altered(dump_manifest(manifest({})).decode(), '"format": 1', '"format": 2')
    found = load_manifest(text, "packet.json").diagnostics
    assert [(each.code, each.param("format"), each.param("known")) for each in found] == [("PG812", "2", "1")]


@pytest.mark.parametrize(
    "path", ["../a", "/etc/passwd", "a/../../b", "..", "", "a//b", "./a", "C:/a", "C:a", "..\\a", "a\0"]
)
def test_a_manifest_that_leads_out_of_its_folder_is_refused(path: str) -> None:
    found = load_manifest(dump_manifest(manifest({path: b"x"})), "packet.json").diagnostics
    assert [(each.code, each.param("path")) for each in found] == [("PG813", path)]


def test_open_facts_of_a_packet_come_once_with_must_haves_first() -> None:
    assert [fact.path for fact in manifest({}).open_facts()] == ["pilot.kpis", "pilot.area"]


def test_the_first_build_of_a_packet_is_version_1(tmp_path: Path) -> None:
    assert choose_target(tmp_path / "packet").version == 1


def test_an_untouched_version_is_replaced(tmp_path: Path) -> None:
    publish(tmp_path, "v1", {"customer/a.docx": b"a"})
    target = choose_target(tmp_path)
    assert (target.version, target.previous) == (1, manifest({"customer/a.docx": b"a"}))


def test_a_version_in_which_someone_worked_is_kept_and_named(tmp_path: Path) -> None:
    folder = publish(tmp_path, "v1", {"customer/a.docx": b"a"})
    (folder / "customer" / "a.docx").write_bytes(b"edited")
    (folder / "notes.txt").write_bytes(b"mine")
    target = choose_target(tmp_path)
    assert (target.version, target.previous, target.kept) == (2, None, ("customer/a.docx", "notes.txt"))


def test_a_version_whose_files_were_only_deleted_is_replaced(tmp_path: Path) -> None:
    folder = publish(tmp_path, "v1", {"customer/a.docx": b"a"})
    (folder / "customer" / "a.docx").unlink()
    assert choose_target(tmp_path).version == 1


def test_a_folder_without_a_manifest_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "v3").mkdir()
    assert choose_target(tmp_path).version == 4


def test_lock_files_of_editors_are_nobodys_content(tmp_path: Path) -> None:
    files = {"customer/a.docx": b"a"}
    folder = publish(tmp_path, "v1", files)
    for name in ("~$a.docx", ".~lock.a.docx#", ".DS_Store"):
        (folder / "customer" / name).write_bytes(b"")
    assert verify_folder(folder, manifest(files)).is_whole


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_and_pipes_are_named_and_never_read(tmp_path: Path) -> None:
    files = {"customer/a.docx": b"a", "customer/b.docx": b"b"}
    folder = publish(tmp_path, "v1", files)
    (folder / "everything").symlink_to("/")
    (folder / "nowhere").symlink_to("not there")
    os.mkfifo(folder / "pipe")
    (folder / "customer/b.docx").unlink()
    os.mkfifo(folder / "customer/b.docx")
    found = verify_folder(folder, manifest(files))
    assert (found.missing, found.changed, found.added) == ((), ("customer/b.docx",), ("everything", "nowhere", "pipe"))


def test_verification_names_what_is_missing_changed_and_added(tmp_path: Path) -> None:
    files = {"a.docx": b"a", "b.docx": b"b"}
    folder = publish(tmp_path, "v1", files)
    (folder / "a.docx").unlink()
    (folder / "b.docx").write_bytes(b"c")
    (folder / "c.docx").write_bytes(b"c")
    found = verify_folder(folder, manifest(files))
    assert (found.missing, found.changed, found.added) == (("a.docx",), ("b.docx",), ("c.docx",))


def test_a_deals_home_is_its_place_beside_its_packets_wherever_both_lie(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    assert home_of(one / "deal.yaml", one / "packets") == home_of(other / "deal.yaml", other / "packets")
    assert home_of(one / "deal.yaml", tmp_path / "out") != home_of(other / "deal.yaml", tmp_path / "out")
    assert home_of(one / "a.yaml", one / "packets") != home_of(one / "b.yaml", one / "packets")
    assert "one" not in home_of(one / "deal.yaml", tmp_path / "out")


def test_packets_of_deals_that_share_a_name_lie_in_folders_of_their_own(tmp_path: Path) -> None:
    first = replace(manifest({}), home="first")
    assert choose_place(tmp_path, "排水", "second").name == "排水"
    publish_folder(tmp_path / "排水" / "v1", {"packet.json": dump_manifest(first)})
    assert choose_place(tmp_path, "排水", "first").others is None
    place = choose_place(tmp_path, "排水", "second")
    assert (place.name, place.others) == ("排水-2", first)
    publish_folder(tmp_path / "排水-2" / "v1", {"packet.json": dump_manifest(replace(first, home="second"))})
    # From then on it is the deal's own, and nothing need be said.
    assert (choose_place(tmp_path, "排水", "second").name, choose_place(tmp_path, "排水", "second").others) == (
        "排水-2",
        None,
    )
    assert choose_place(tmp_path, "排水", "third").name == "排水-3"


def test_the_newest_manifest_that_can_be_read_tells_whose_packets_they_are(tmp_path: Path) -> None:
    publish_folder(tmp_path / "x" / "v1", {"packet.json": dump_manifest(replace(manifest({}), home="first"))})
    publish_folder(tmp_path / "x" / "v2", {"packet.json": b"damaged"})
    assert choose_place(tmp_path, "x", "first").name == "x"
    assert choose_place(tmp_path, "x", "second").name == "x-2"
