"""No number or date in a deal, however large or small, ends the program: it is computed with, or refused by name."""

import signal
from collections.abc import Iterator
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


def changed() -> Iterator[tuple[str, str, str]]:
    """Every field of the sample once, with each extreme of its kind: (pattern, value, deal)."""
    loaded = load_deal(SAMPLE, "deal.yaml").value
    assert loaded is not None
    lines = SAMPLE.split("\n")
    seen: set[str] = set()
    for path in loaded.values:
        pattern = pattern_of(path)
        field = find_field(pattern)
        assert field is not None
        if pattern in seen or field.kind not in EXTREMES:
            continue
        seen.add(pattern)
        span = loaded.spans[path]
        line = lines[span.line - 1]
        old = line[span.column - 1 :].split(",")[0].split("}")[0].split(" #")[0]
        for value in EXTREMES[field.kind]:
            new = [*lines]
            new[span.line - 1] = line[: span.column - 1] + value + line[span.column - 1 + len(old) :]
            yield pattern, value, "\n".join(new)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="there is no alarm to end what does not end")
def test_every_number_is_computed_with_or_refused() -> None:
    def too_long(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, too_long)
    try:
        count = 0
        for pattern, value, text in changed():
            signal.alarm(30)
            try:
                loaded = load_deal(text, "deal.yaml")
                result = None if loaded.value is None else derive(loaded.value)
            except (Exception, TimeoutError) as fault:
                pytest.fail(f"{pattern}: {value}: {fault!r}")
            assert loaded.diagnostics or result is not None
            count += 1
        assert count > 150
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_a_product_beyond_computing_is_a_fault_of_the_deal() -> None:
    factors = "".join(f"        - {{id: f{n}, value: 999999999999}}\n" for n in range(9))
    head = "meta:\n  locale: en-GB\ncustomer:\n  name: A\nproject:\n  name: B\n"
    loaded = load_deal(f"{head}benefits:\n  items:\n    - id: b1\n      factors:\n{factors}", "deal.yaml")
    assert loaded.value is not None
    assert [each.code for each in derive(loaded.value).diagnostics] == ["PG251"]
