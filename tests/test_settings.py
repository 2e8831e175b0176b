from pathlib import Path

import pytest

from packetgen.diagnostics import Diagnostic
from packetgen.settings import Settings, formats_of, load_settings


@pytest.fixture
def world(tmp_path: Path) -> Path:
    (tmp_path / "project/deals/a").mkdir(parents=True)
    (tmp_path / "own").mkdir()
    return tmp_path


def load(world: Path, **environment: str) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    found = load_settings(world / "project/deals/a", environment, world / "own")
    return found.value, found.diagnostics


def settings(world: Path, **environment: str) -> Settings:
    value, diagnostics = load(world, **environment)
    assert value is not None, diagnostics
    return value


def faults(world: Path, **environment: str) -> list[tuple[str, str]]:
    _, diagnostics = load(world, **environment)
    return [(each.code, str(each.span).removeprefix(f"{world}/")) for each in diagnostics]


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def test_variables_go_before_the_nearest_file_and_that_before_the_users_own(world: Path) -> None:
    write(world / "own/packetgen.yaml", "house: mine\nlang: zh\nauthor: Lin\n")
    write(world / "project/packetgen.yaml", "house: ours\nlang: en\n")
    found = settings(world, PACKETGEN_HOUSE="now")
    assert {name: each.value for name, each in found.stated.items()} == {"house": "now", "lang": "en", "author": "Lin"}
    places = {name: str(each.place).removeprefix(f"{world}/") for name, each in found.stated.items()}
    assert places == {
        "house": "PACKETGEN_HOUSE",
        "lang": "project/packetgen.yaml:2:7",
        "author": "own/packetgen.yaml:3:9",
    }


def test_only_the_nearest_file_above_the_deal_counts(world: Path) -> None:
    write(world / "project/packetgen.yaml", "house: far\nto: pdf\n")
    write(world / "project/deals/packetgen.yaml", "house: near\n")
    assert settings(world).text("house") == "near"
    assert settings(world).text("to") is None


def test_folders_count_from_their_file(world: Path) -> None:
    (world / "project/templates").mkdir()
    write(world / "project/packetgen.yaml", "out: packets\ntemplates: templates\n")
    found = settings(world)
    assert found.folder("out") == world / "project/packets"
    assert found.folder("templates") == world / "project/templates"


@pytest.mark.parametrize("place", ["../elsewhere", "/tmp", "~", "a/../../..", "link/x"])
def test_a_file_above_the_deal_cannot_point_outside_of_its_folder(world: Path, place: str) -> None:
    (world / "project/link").symlink_to(world)
    write(world / "project/packetgen.yaml", f'out: "{place}"\n')
    assert faults(world) == [("PG132", "project/packetgen.yaml:1:6")]


def test_the_users_own_file_may_point_anywhere(world: Path) -> None:
    write(world / "own/packetgen.yaml", "out: ../elsewhere\n")
    assert settings(world).folder("out") == world / "own/../elsewhere"


def test_all_faults_of_settings_are_named_with_their_places(world: Path) -> None:
    write(
        world / "project/packetgen.yaml",
        "hous: a\nto: docx,odt\nlang: french\njobs: 9\ntemplates: nowhere\nhouse: [a]\nout: ..\n",
    )
    assert faults(world, PACKETGEN_TO="odt") == [
        ("PG130", "project/packetgen.yaml:1:1"),
        ("PG131", "project/packetgen.yaml:2:5"),
        ("PG131", "project/packetgen.yaml:3:7"),
        ("PG131", "project/packetgen.yaml:4:7"),
        ("PG133", "project/packetgen.yaml:5:12"),
        ("PG134", "project/packetgen.yaml:6:8"),
        ("PG132", "project/packetgen.yaml:7:6"),
        ("PG131", "PACKETGEN_TO"),
    ]


@pytest.mark.parametrize(
    ("text", "code"), [("a: &b c\n", "PG105"), ("house: a\nhouse: b\n", "PG107"), ("- a\n", "PG134"), ("\n", "PG112")]
)
def test_a_settings_file_is_read_as_strictly_as_a_deal(world: Path, text: str, code: str) -> None:
    write(world / "project/packetgen.yaml", text)
    assert code in [each for each, _ in faults(world)]


def test_what_is_left_empty_is_not_set(world: Path) -> None:
    write(world / "project/packetgen.yaml", "house:\nto: null\nlang: en\n")
    assert set(settings(world, PACKETGEN_OUT="").stated) == {"lang"}


@pytest.mark.parametrize(
    ("written", "formats"),
    [("pdf,docx", ("docx", "pdf")), (" pdf ", ("pdf",)), ("", ()), ("odt", ()), ("docx,odt", ())],
)
def test_formats_are_read_in_any_order(written: str, formats: tuple[str, ...]) -> None:
    assert formats_of(written) == formats
