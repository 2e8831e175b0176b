"""Text for the inside of XML."""

import re

_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)


def text(value: str) -> str:
    """Text as the content of an element."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: str) -> str:
    """Text as an attribute's value in double quotes."""
    return text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def unwritable(value: str) -> str | None:
    """The first character that must not stand in a Word file, or None.

    Controls but tab and newline, lone surrogates, noncharacters: XML cannot hold them, or readers differ on them.
    """
    found = _UNWRITABLE.search(value)
    return found[0] if found is not None else None
