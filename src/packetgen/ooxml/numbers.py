"""Counts to the labels of Word's number formats (ECMA-376 part 1, 17.18.59)."""

from collections.abc import Callable, Mapping

_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "十", "百", "千")
_LEGAL_UNITS = ("", "拾", "佰", "仟")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_TEN_THOUSAND = 10000
LARGEST = 32767


def _chinese(number: int, digits: str = _DIGITS, units: tuple[str, ...] = _UNITS) -> str:
    if number == 0:
        return digits[0]
    if number >= _TEN_THOUSAND:
        high, low = divmod(number, _TEN_THOUSAND)
        gap = digits[0] if low and low < _TEN_THOUSAND // 10 else ""
        return _chinese(high, digits, units) + "万" + (gap + _chinese(low, digits, units) if low else "")
    text, pending = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += (digits[0] if pending and text else "") + digits[digit] + units[place]
        pending = not digit
    return text.removeprefix("一") if digits is _DIGITS and 10 <= number < 20 else text  # noqa: PLR2004  # 十 to 十九


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _letters(number: int) -> str:
    """A to z, then aa, bb: Word repeats the letter."""
    if number < 1:
        return ""
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def _circled(number: int) -> str:
    ranges = ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))
    return next((chr(start + number - low) for low, high, start in ranges if low <= number <= high), str(number))


def _ordinal(number: int) -> str:
    teen = 10 < number % 100 < 14  # noqa: PLR2004  # 11th, 12th, 13th
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _digits_only(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(ch)] for ch in str(number))


_ONES = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
             "twelve": "twelfth"}  # fmt: skip


def _words(number: int) -> str:
    """A count in English words, as Word writes them: Twenty-one. Past what it spells it stays in figures."""
    if not 0 < number < 1000:  # noqa: PLR2004
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    small = _ONES[rest] if rest < 20 else "-".join(filter(None, (_TENS[tens], _ONES[ones])))  # noqa: PLR2004
    return " ".join(filter(None, (f"{_ONES[hundreds]} hundred" if hundreds else "", small))).capitalize()


def _ordinal_words(number: int) -> str:
    words = _words(number)
    head, last = words[: -len(_last(words))], _last(words)
    if not last.isalpha():
        return _ordinal(number)
    lower = last.lower()
    made = _ORDINALS.get(lower) or (f"{lower[:-1]}ieth" if lower.endswith("y") else f"{lower}th")
    return (head + made).capitalize() if not head else head + made


CUSTOM = "custom:"
"""Before the sample of a custom format, which shows its first counts: `001, 002, 003, ...` or `α, β, γ, ...`."""


def _custom(number: int, sample: str) -> str:
    first = sample.partition(",")[0].strip()
    if first.isdecimal():
        return str(number).zfill(len(first))
    if first == "α":
        letters = "αβγδεζηθικλμνξοπρστυφχψω"
        return letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1) if number > 0 else ""
    return str(number)


def _last(words: str) -> str:
    return words.replace("-", " ").rpartition(" ")[2]


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerLetter": _letters,
    "ordinal": _ordinal,
    "ordinalText": _ordinal_words,
    "cardinalText": _words,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "chineseLegalSimplified": lambda n: _chinese(n, _LEGAL, _LEGAL_UNITS),
    "ideographDigital": _digits_only,
    "japaneseDigitalTenThousand": _digits_only,
    "ideographTraditional": lambda n: "甲乙丙丁戊己庚辛壬癸"[(n - 1) % 10],
    "ideographZodiac": lambda n: "子丑寅卯辰巳午未申酉戌亥"[(n - 1) % 12],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": lambda n: "".join(chr(ord(ch) + 0xFEE0) for ch in str(n)),
    "decimalEnclosedParen": lambda n: chr(0x2474 + n - 1) if 1 <= n <= 20 else f"({n})",  # noqa: PLR2004  # Unicode has 20
    "decimalEnclosedFullstop": lambda n: chr(0x2488 + n - 1) if 1 <= n <= 20 else f"{n}.",  # noqa: PLR2004
    "numberInDash": lambda n: f"- {n} -",
    "none": lambda _: "",
    "bullet": lambda _: "",
}


def is_known(number_format: str) -> bool:
    return number_format in _FORMATS


def label(number: int, number_format: str) -> str:
    """A count in a number format; an unknown format counts in decimals, as Word's readers do.

    So does a count that no format is made for: Word's end at 32767.
    """
    if not 0 <= number <= LARGEST:
        return str(number)
    if number_format.startswith(CUSTOM):
        return _custom(number, number_format.removeprefix(CUSTOM))
    return _FORMATS.get(number_format, str)(number)
