"""No number or date in a deal, however large or small, ends the program: it is computed with, or refused by name."""

import re
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from packetgen.deal.facts import derive
from packetgen.deal.load import load_deal
from packetgen.deal.patch import pattern_of
from packetgen.deal.schema import FieldKind
from packetgen.deal.tree import find_field

SAMPLE = (Path(__file__).parent.parent.parent / "samples/linlan-drainage/deal.yaml").read_text(encoding="utf-8")
NUMBERS = ("0", "999999999999", "-999999999999", "999999999999999999999999", "0.0000000000000000000001")
EXTREMES = {
    FieldKind.MONEY: NUMBERS,
    FieldKind.NUMBER: NUMBERS,
    FieldKind.PERCENT: (*NUMBERS, "-100", "100"),
    FieldKind.INTEGER: ("0", "1", "999999", "1000000000"),
    FieldKind.FISCAL_YEAR: ("1900", "2199"),
    FieldKind.DATE: ("1900-01-01", "2199-12-31"),
    FieldKind.PARTIAL_DATE: ("1900", "2199-12"),
}


def fields() -> dict[FieldKind, dict[str, list[str]]]:
    """The paths of the sample's numbers and dates, by kind and pattern."""
    loaded = load_deal(SAMPLE, "deal.yaml").value
    assert loaded is not None
    found: dict[FieldKind, dict[str, list[str]]] = {}
    for path in loaded.values:
        field = find_field(pattern_of(path))
        assert field is not None
        if field.kind in EXTREMES:
            found.setdefault(field.kind, {}).setdefault(field.path, []).append(path)
    return found


def changed(paths: Iterable[str], value: str) -> str:
    """The sample with one value in place of several."""
    loaded = load_deal(SAMPLE, "deal.yaml").value
    assert loaded is not None
    lines = SAMPLE.split("\n")
    for span in sorted((loaded.spans[path] for path in paths), reverse=True):  # the last in a line first
        line = lines[span.line - 1]
        old = re.split(r",|\}| #", line[span.column - 1 :])[0]
        lines[span.line - 1] = line[: span.column - 1] + value + line[span.column - 1 + len(old) :]
    return "\n".join(lines)


@pytest.fixture
def _ends() -> Iterator[None]:
    """Fails what does not end."""
    if not hasattr(signal, "SIGALRM"):
        pytest.skip("there is no alarm to end what does not end")

    def too_long(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, too_long)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def survives(text: str) -> None:
    signal.alarm(30)
    loaded = load_deal(text, "deal.yaml")
    if loaded.value is not None:
        derive(loaded.value)


@pytest.mark.usefixtures("_ends")
@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in EXTREMES.items() for value in values])
def test_all_numbers_of_a_kind_at_an_extreme_are_computed_with_or_refused(kind: FieldKind, value: str) -> None:
    survives(changed((path for paths in fields()[kind].values() for path in paths), value))


@pytest.mark.usefixtures("_ends")
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("cashflow.horizon", "1000000000"),
        ("cashflow.rate", "-100"),
        ("cashflow.base_year", "2199"),
        ("cashflow.ramp[y1].year", "1900"),
        ("budget.items[1].qty", "999999999999999999999999"),
    ],
)
def test_what_once_ended_the_program_does_not(path: str, value: str) -> None:
    pattern = pattern_of(path)
    survives(changed(next(each[pattern] for each in fields().values() if pattern in each)[:1], value))


@pytest.mark.nightly
@pytest.mark.usefixtures("_ends")
def test_every_number_at_its_extremes_is_computed_with_or_refused() -> None:
    for kind, patterns in fields().items():
        for paths in patterns.values():
            for value in EXTREMES[kind]:
                survives(changed(paths[:1], value))


def test_a_product_beyond_computing_is_a_fault_of_the_deal() -> None:
    factors = "".join(f"        - {{id: f{n}, value: 999999999999}}\n" for n in range(9))
    head = "meta:\n  locale: en-GB\ncustomer:\n  name: A\nproject:\n  name: B\n"
    loaded = load_deal(f"{head}benefits:\n  items:\n    - id: b1\n      factors:\n{factors}", "deal.yaml")
    assert loaded.value is not None
    assert [each.code for each in derive(loaded.value).diagnostics] == ["PG251"]
