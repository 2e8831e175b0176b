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


LAID_OUT = """\
meta:
  locale: en-GB  # keep
customer:
  name: 'A'    # the council's own name
  short_name: "B"
  # type: council

# --- the project
project: {name: B, scope_in: [roads, "drains, too"]}
people:
  - {id: p1, name: Helen}  # the sponsor
  - id: p2
    name: Rob
    # title: not known yet
pilot:        # later
budget: null  # none yet
problem:
  statement: |
    It floods.

    Often.
brief:
  recipient:
loi:
  title:   # what it is called
"""


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        ("customer.name", "It's C", "  name: 'A'    #", "  name: 'It''s C'    #"),
        ("customer.short_name", 'The "C"', '"B"', '"The \\"C\\""'),
        ("meta.locale", "en-US", "en-GB  # keep", "en-US  # keep"),
        ("people[p1].name", "Helen Marsh", "name: Helen}", "name: Helen Marsh}"),
        ("people[p1].title", "Director, Roads", "Helen}  #", 'Helen, title: "Director, Roads"}  #'),
        (
            "people[p3].name",
            "Eve",
            "    # title: not known yet\n",
            "    # title: not known yet\n  - id: p3\n    name: Eve\n",
        ),
        ("people[p2].unit", "Roads", "    name: Rob\n", "    name: Rob\n    unit: Roads\n"),
        ("customer.type", "council", '"B"\n', '"B"\n  type: council\n'),
        ("customer.operating_unit.name", "Roads", '"B"\n', '"B"\n  operating_unit:\n    name: Roads\n'),
        ("project.short_name", "B1", '"drains, too"]}', '"drains, too"], short_name: B1}'),
        ("project.scope_in[0]", "lanes", "[roads,", "[lanes,"),
        ("project.scope_in[2]", "gullies", 'too"]', 'too", gullies]'),
        ("project.quantities[q1].n", "3", 'too"]}', 'too"], quantities: [{id: q1, n: "3"}]}'),
        ("pilot.name", "East", "pilot:        # later\n", "pilot:        # later\n  name: East\n"),
        ("pilot.area[0]", "Old Town", "# later\n", "# later\n  area:\n    - Old Town\n"),
        ("pilot.kpis[K1].target", "30", "# later\n", "# later\n  kpis:\n    - id: K1\n      target: 30\n"),
        ("budget.total", "5", "budget: null  # none yet\n", "budget:   # none yet\n  total: 5\n"),
        ("brief.recipient", "p1", "  recipient:\n", "  recipient: p1\n"),
        ("loi.title", "MOU", "title:   # what", "title: MOU   # what"),
        ("customer.name", "null", "'A'", "null"),
        ("customer.name", "~", "'A'", "'~'"),
        ("loi.title", "null and void", "title:   #", "title: null and void   #"),
        ("loi.title", "- a", "title:   #", 'title: "- a"   #'),
    ],
)
def test_a_change_is_these_characters_and_no_others(path: str, value: str, old: str, new: str) -> None:
    assert LAID_OUT.count(old) == 1
    expected = LAID_OUT.replace(old, new.replace('"3"', "3"))
    changed = set_field(LAID_OUT, "deal.yaml", path, value).value
    if path == "customer.name" and value == "null":
        # A deal must name its customer: the change itself is right, the deal's checks refuse it.
        assert changed is None
        return
    assert changed == expected


@pytest.mark.parametrize("path", ["customer.name", "pilot.name", "people[p2].title", "project.scope_in[2]"])
def test_mixed_line_ends_and_a_mark_at_the_beginning_stay(path: str) -> None:
    lines = LAID_OUT.splitlines()
    mixed = "\ufeff" + "".join(line + ("\r\n" if number % 2 else "\n") for number, line in enumerate(lines))
    changed = set_in(mixed, path, "new")
    kept = [line for line in changed.splitlines(keepends=True) if line in mixed.splitlines(keepends=True)]
    assert len(kept) >= len(lines) - 1
    assert changed.startswith("\ufeffmeta:")


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("problem.statement", "x", "PG262"),
        ("pilot.value", "1,234", "PG203"),
        ("pilot.value", "-5", "PG222"),
        ("pilot.start", "03/04/2027", "PG205"),
        ("brief.recipient", "p7", "PG220"),
        ("people[p 1].name", "x", "PG218"),
        ("customer.name[x].y", "x", "PG260"),
        ("facts.budget.total", "1", "PG260"),
        ("customer.name", "a\x1bb", "PG109"),
        ("customer.name", "a\u202eb", "PG109"),
        ("people", "x", "PG260"),
        ("", "x", "PG260"),
    ],
)
def test_what_the_deals_checks_refuse_is_not_written(path: str, value: str, code: str) -> None:
    result = set_field(LAID_OUT, "deal.yaml", path, value)
    assert result.value is None
    assert [each.code for each in result.diagnostics] == [code]


def test_a_deal_with_a_fault_elsewhere_can_be_mended_field_by_field() -> None:
    faulty = SMALL + "pilot:\n  value: 1,5\n  start: 2026-02-30\n"
    once = set_in(faulty, "pilot.value", "1.5")
    assert stated(set_in(once, "pilot.start", "2026-02-28"), "pilot.value")


def test_a_number_that_no_longer_fits_is_written_and_told() -> None:
    items = "budget:\n  total: 6\n  items:\n    - {id: a, name: x, qty: 2, unit_price: 3}\n"
    result = set_field(SMALL + items, "deal.yaml", "budget.items[a].qty", "3")
    assert result.value is not None
    assert [(each.code, each.severity) for each in result.diagnostics] == [("PG250", "warning")]
