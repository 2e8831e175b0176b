"""Amounts in Chinese capital numerals, after the rules for filling in bills (支付结算办法, annex 1)."""

from decimal import ROUND_HALF_UP, Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_GROUP = 10_000
CENT = Decimal("0.01")
LARGEST = Decimal(10) ** 16


def capital(amount: Decimal) -> str:
    """An amount of yuan in capital numerals: `人民币壹仟肆佰零玖元伍角`.

    Rounded half up to the fen. 整 stands after whole yuan only; a run of zeros is one 零; zero jiao before fen is 零.

    Raises:
        ValueError: the amount is negative or has more than sixteen digits before the point.
    """
    value = amount.quantize(CENT, ROUND_HALF_UP)
    if value < 0 or value >= LARGEST:
        message = f"no capital numerals for {amount}"
        raise ValueError(message)
    yuan, fen = divmod(int(value * 100), 100)
    whole = f"{_integer(yuan)}元" if yuan else ""
    return "人民币" + (whole + _cents(fen, after_yuan=bool(yuan)) if yuan or fen else "零元整")


def _cents(cents: int, *, after_yuan: bool) -> str:
    jiao, fen = divmod(cents, 10)
    if not cents:
        return "整"
    text = f"{_DIGITS[jiao]}角" if jiao else "零" if after_yuan else ""
    return text + (f"{_DIGITS[fen]}分" if fen else "")


def _integer(number: int) -> str:
    text, group = "", 0
    below_has_gap = False
    while number:
        number, low = divmod(number, _GROUP)
        if low:
            # 零 joins groups where the lower one begins with zeros or a whole group between is zero.
            text = _thousands(low) + _GROUPS[group] + ("零" if below_has_gap and text else "") + text
            below_has_gap = low < _GROUP // 10
        else:
            below_has_gap = bool(text)
        group += 1
    return text


def _thousands(number: int) -> str:
    """1 to 9999, without a leading 零."""
    text, pending = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if pending and text else "") + _DIGITS[digit] + _PLACES[place]
            pending = False
        else:
            pending = True
    return text
