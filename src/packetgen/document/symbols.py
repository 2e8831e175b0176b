"""Characters of Word's symbol faces (Wingdings, Symbol) to the characters of Unicode that other faces hold."""

from dataclasses import replace

from packetgen.document.model import RunFormat
from packetgen.ooxml.measures import character

_PRIVATE = 0xF000
_SYMBOL = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "αβχδεφγηιϕκλμνοπθρστυϖωξψζΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
        strict=True,
    )
) | {
    "\xb7": "•", "\xb0": "°", "\xb1": "±", "\xb3": "≥", "\xa3": "≤", "\xb4": "×", "\xb8": "÷", "\xb9": "≠", "\xba": "≡",
    "\xbb": "≈", "\xae": "→", "\xac": "←", "\xad": "↑", "\xaf": "↓", "\xab": "↔", "\xa5": "∞", "\xa8": "♦", "\xa7": "♣",
    "\xa9": "♥", "\xaa": "♠", "\xe5": "∑", "\xd6": "√", "\xf2": "∫", "\xc7": "∩", "\xc8": "∪", "\xce": "∈", "\xde": "⇒",
    "\xdc": "⇐", "\xdb": "⇔", "\xd0": "∠", "\xd1": "∇", "\xd7": "⋅", "\xd2": "®", "\xd3": "©", "\xd4": "™", "\xbc": "…",
    "\xa2": "′", "\xb2": "″", "\xb6": "∂", "\xd8": "¬", "\xd9": "∧", "\xda": "∨", "\x22": "∀", "\x24": "∃", "\x5e": "⊥",
    "\xe2": "®", "\xe3": "©", "\xe4": "™", "\x2d": "−", "\x2a": "∗", "\x40": "≅", "\x5c": "∴", "\x7e": "∼",
}  # fmt: skip
_WINGDINGS = {
    "\x21": "✏", "\x22": "✂", "\x28": "☎", "\x29": "✆", "\x2a": "✉", "\x36": "⌛", "\x3a": "💻", "\x46": "☞",
    "\x45": "☜", "\x47": "☝", "\x48": "☟", "\x4a": "☺", "\x4c": "☹", "\x4e": "☠", "\x4f": "⚐", "\x52": "☼", "\x54": "❄",
    "\x58": "✠", "\x59": "✡", "\x5a": "☪", "\x6c": "●", "\x6d": "❍", "\x6e": "■", "\x6f": "□", "\x70": "🞐", "\x71": "❑",
    "\x72": "❒", "\x73": "⬧", "\x74": "⧫", "\x75": "◆", "\x76": "❖", "\x77": "⬥", "\x78": "⌧", "\x7a": "⌘", "\x7d": "”",
    "\x7c": "✿", "\x80": "⓪", "\x81": "①", "\x82": "②", "\x83": "③", "\x84": "④", "\x85": "⑤", "\x86": "⑥", "\x87": "⑦",
    "\x88": "⑧", "\x89": "⑨", "\x8a": "⑩", "\x8b": "⓿", "\x8c": "❶", "\x8d": "❷", "\x8e": "❸", "\x8f": "❹", "\x90": "❺",
    "\x91": "❻", "\x92": "❼", "\x93": "❽", "\x94": "❾", "\x95": "❿", "\x9e": "·", "\x9f": "•", "\xa0": "▪", "\xa1": "○",
    "\xa4": "◉", "\xa5": "◎", "\xa7": "▪", "\xa8": "◻", "\xaa": "✦", "\xab": "★", "\xac": "✶", "\xad": "✴", "\xb2": "⟡",
    "\xd5": "⌫", "\xd6": "⌦", "\xd8": "➢", "\xdc": "➲", "\xdf": "←", "\xe0": "→", "\xe1": "↑", "\xe2": "↓", "\xe3": "↖",
    "\xe4": "↗", "\xe5": "↙", "\xe6": "↘", "\xe8": "➔", "\xe9": "🡹", "\xef": "⇦", "\xf0": "⇨", "\xf1": "⇧", "\xf2": "⇩",
    "\xf3": "⬄", "\xfb": "✗", "\xfc": "✓", "\xfd": "☒", "\xfe": "☑",
}  # fmt: skip
_WINGDINGS_2 = {"\x50": "✓", "\x51": "☒", "\x52": "☑", "\x53": "☒", "\x54": "☒", "\x4f": "✗", "\x98": "●", "\xa3": "□"}
_TABLES = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings2": _WINGDINGS_2,
}


def symbol(code: str, face: str, look: RunFormat) -> tuple[str, RunFormat]:
    """The character of a `w:sym`, by its hexadecimal code, and the look to set it in: "" for what is no code."""
    ch = character(code)
    if not ch:
        return "", look
    known = translated(ch, face)
    if known != ch or not face or face.casefold() in _TABLES:
        return known, look
    return ch, replace(look, ascii=face, east_asian=face)


def translated(text: str, face: str) -> str:
    """Text of a symbol face, whose characters stand at U+F000 and up or below U+0100, in characters of Unicode."""
    table = _TABLES.get(face.casefold())
    if table is None:
        return text
    return "".join(table.get(_plain(ch), _plain(ch) if table is _SYMBOL else ch) for ch in text)


def _plain(ch: str) -> str:
    return chr(ord(ch) - _PRIVATE) if _PRIVATE <= ord(ch) < _PRIVATE + 0x100 else ch
