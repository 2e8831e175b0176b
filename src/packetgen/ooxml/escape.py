"""Text for the inside of XML."""

import unicodedata

_NONCHARACTERS = frozenset(range(0xFDD0, 0xFDF0)) | {
    plane * 0x10000 + low for plane in range(17) for low in (0xFFFE, 0xFFFF)
}


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
    for ch in value:
        number = ord(ch)
        is_control = unicodedata.category(ch) in {"Cc", "Cs"} and ch not in "\t\n"
        if is_control or number in _NONCHARACTERS:
            return ch
    return None
