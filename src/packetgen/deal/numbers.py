"""Numbers as people write them to the numbers that they can mean. Nothing is guessed: the readings are shown."""

import re
from decimal import Decimal

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
"""How a deal writes a number."""

LONGEST_NUMBER = 24

_GROUP = 3
_SPACES = str.maketrans("", "", "_'’ \u00a0\u2009\u202f")
_WIDE = {ord("０") + digit: ord("0") + digit for digit in range(10)} | {
    ord(wide): ord(narrow) for wide, narrow in zip("．，－−＋", ".,--+", strict=True)
}
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "k": Decimal(1_000), "m": Decimal(1_000_000)}
_SCALED = re.compile(r"(-?[0-9]{1,9}(?:\.[0-9]{1,6})?)(万|亿|k|m)元?", re.IGNORECASE)
_UNIT = re.compile(r"^(?:[£$€¥￥]|RMB|GBP|USD|EUR)|(?:元|人民币|%|％|[£$€])$")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+")


def readings(text: str) -> tuple[str, ...]:
    """What a text that is no plain number can mean: nothing, one number, or two that contradict each other.

    A comma before three digits parts thousands for one reader and decimals for another; 3万 is 3 where amounts are in
    万元, and 30000 elsewhere.
    """
    bare = text.strip().translate(_WIDE).translate(_SPACES).removeprefix("+")
    scaled = _SCALED.fullmatch(bare)
    if scaled:
        value = Decimal(scaled[1])
        return _written(value), _written(value * _SCALES[scaled[2].lower()])
    bare = _UNIT.sub("", bare)
    if "," in bare and "." in bare:
        # The sign that stands last is the point, and it stands once.
        separator, point = (",", ".") if bare.rfind(",") < bare.rfind(".") else (".", ",")
        return _plain(bare.replace(separator, "").replace(point, "."))
    if bare.count(",") == 1:
        as_point = _plain(bare.replace(",", "."))
        return (*_plain(bare.replace(",", "")), *as_point) if _GROUPED.fullmatch(bare) else as_point
    return _plain(bare.replace(",", "")) if "," not in bare or _GROUPED.fullmatch(bare) else ()


def _plain(text: str) -> tuple[str, ...]:
    number = re.sub(r"^(-?)0+(?=[0-9])", r"\1", f"0{text}" if text.startswith(".") else text.removesuffix("."))
    return (number,) if NUMBER.fullmatch(number) and len(number) <= LONGEST_NUMBER else ()


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}"
