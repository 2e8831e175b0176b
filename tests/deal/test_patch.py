from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packetgen.deal.load import load_deal
from packetgen.deal.patch import set_field

SAMPLE = (Path(__file__).parent.parent.parent / "samples/linlan-drainage/deal.yaml").read_text(encoding="utf-8")
SMALL = "# deal\nmeta:\n  locale: en-GB  # keep\ncustomer:\n  name: A\nproject:\n  name: B\n"


def set_in(text: str, path: str, value: str) -> str:
    result = set_field(text, "deal.yaml", path, value)
    assert result.value is not None, result.diagnostics
    return result.value


def stated(text: str, path: str) -> object:
    loaded = load_deal(text, "deal.yaml")
    assert loaded.value is not None, loaded.diagnostics
    return loaded.value.values[path]


@pytest.mark.parametrize("path", ["pilot.name", "people[p03].title", "pilot.kpis[K1].method"])
def test_only_the_line_of_the_field_changes(path: str) -> None:
    changed = set_in(SAMPLE, path, "新的值")
    before, after = SAMPLE.splitlines(), changed.splitlines()
    assert len(before) == len(after)
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1
    assert stated(changed, path) == "新的值"


@pytest.mark.parametrize(
    ("path", "value"),
    [("pilot.name", "East"), ("people[p1].name", "Helen"), ("pilot.kpis[K1].unit", "%"), ("customer.short_name", "C")],
)
def test_what_is_not_there_is_added_and_every_other_line_stays(path: str, value: str) -> None:
    changed = set_in(SMALL, path, value)
    assert stated(changed, path) == value
    assert [line for line in changed.splitlines() if line in SMALL.splitlines()] == SMALL.splitlines()


def test_a_second_row_goes_behind_the_first() -> None:
    text = set_in(set_in(SMALL, "people[p1].name", "A"), "people[p2].name", "B")
    assert (stated(text, "people[p1].name"), stated(text, "people[p2].name")) == ("A", "B")


def test_line_ends_of_windows_stay() -> None:
    changed = set_in(SMALL.replace("\n", "\r\n"), "customer.name", "Z")
    assert changed == SMALL.replace("\n", "\r\n").replace("name: A", "name: Z")


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1).filter(lambda text: text.strip()))
def test_any_text_reads_back_as_it_was_set(value: str) -> None:
    result = set_field(SMALL, "deal.yaml", "customer.name", value)
    if result.value is None:
        assert result.diagnostics
    else:
        assert str(stated(result.value, "customer.name")).strip() == value.strip()


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("pilot.strat", "x", "PG260"),
        ("pilot", "x", "PG260"),
        ("pilot.start", "2026-02-30", "PG206"),
    ],
)
def test_a_value_that_will_not_do_changes_nothing_and_is_named(path: str, value: str, code: str) -> None:
    result = set_field(SMALL, "deal.yaml", path, value)
    assert result.value is None
    assert code in [each.code for each in result.diagnostics]
