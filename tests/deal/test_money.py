from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packetgen.deal.money import capital

VECTORS = {
    "1409.50": "壹仟肆佰零玖元伍角",
    "6007.14": "陆仟零柒元壹角肆分",
    "107000.53": "壹拾万柒仟元伍角叁分",
    "16409.02": "壹万陆仟肆佰零玖元零贰分",
    "325.04": "叁佰贰拾伍元零肆分",
    "100000": "壹拾万元整",
    "100000000": "壹亿元整",
    "100000001": "壹亿零壹元整",
    "1000500": "壹佰万零伍佰元整",
    "10050000": "壹仟零伍万元整",
    "10109900": "壹仟零壹拾万玖仟玖佰元整",
    "12000.01": "壹万贰仟元零壹分",
    "2.01": "贰元零壹分",
    "0.30": "叁角",
    "0.05": "伍分",
    "10": "壹拾元整",
    "0": "零元整",
    "386000": "叁拾捌万陆仟元整",
}


@pytest.mark.parametrize(("amount", "words"), VECTORS.items())
def test_an_amount_is_written_as_the_rules_for_bills_say(amount: str, words: str) -> None:
    assert capital(Decimal(amount)) == f"人民币{words}"


@given(st.integers(0, 10**15).map(lambda cents: Decimal(cents) / 100))
def test_capital_numerals_read_back_as_the_amount(amount: Decimal) -> None:
    assert _read(capital(amount)) == amount


def test_half_a_fen_rounds_up() -> None:
    assert capital(Decimal("0.005")) == "人民币壹分"


@pytest.mark.parametrize("amount", ["-1", "1e17"])
def test_an_amount_that_no_bill_can_hold_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="no capital numerals"):
        capital(Decimal(amount))


def _read(words: str) -> Decimal:
    text = words.removeprefix("人民币").removesuffix("整")
    whole, yuan, cents = text.partition("元")
    if not yuan:
        whole, cents = "", text
    return Decimal(_integer(whole)) + Decimal(_value(cents, {"角": 10, "分": 1})) / 100


def _integer(text: str) -> int:
    """Groups are read from the left: a group's unit lifts what stands before it."""
    for unit, size in (("万亿", 10**12), ("亿", 10**8), ("万", 10**4)):
        head, found, tail = text.partition(unit)
        if found:
            return _integer(head) * size + _integer(tail)
    return _value(text, {"仟": 1000, "佰": 100, "拾": 10, "": 1})


def _value(text: str, places: dict[str, int]) -> int:
    total = digit = 0
    for ch in text:
        if ch in places:
            total, digit = total + digit * places[ch], 0
        else:
            digit = "零壹贰叁肆伍陆柒捌玖".index(ch)
    return total + (digit if "" in places else 0)
