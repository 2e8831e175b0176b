"""The look of characters as CSS declarations."""

from collections.abc import Iterator

from packetgen.document.model import RunFormat
from packetgen.pdf import css
from packetgen.pdf.css import pt
from packetgen.pdf.glyphs import ATTRIBUTE

_RAISED = 0.65  # of the size: characters above or below the line
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000ff", "cyan": "00ffff", "green": "00ff00", "magenta": "ff00ff", "red": "ff0000",
    "yellow": "ffff00", "white": "ffffff", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "c0c0c0",
}  # fmt: skip
_LINES = {
    "double": "double", "wave": "wavy", "wavyHeavy": "wavy", "wavyDouble": "wavy", "dotted": "dotted",
    "dottedHeavy": "dotted", "dash": "dashed", "dashedHeavy": "dashed", "dashLong": "dashed", "dashLongHeavy": "dashed",
    "dotDash": "dashed", "dashDotHeavy": "dashed", "dotDotDash": "dashed", "dashDotDotHeavy": "dashed",
}  # fmt: skip
_HEAVY = 0.1  # of the size: a thick line under words
_DARK = 60
"""Below this lightness (of 255) of its ground a text without a colour of its own is white, as Word has it."""


def inherited(look: RunFormat, base: RunFormat) -> list[str]:
    """Declarations that elements within take over, where they differ from those of the base."""
    parts: list[str] = []
    if look.size != base.size:
        parts.append(f"font-size:{pt(look.size)}")
    if look.colour != base.colour:
        parts.append(f"color:#{look.colour or '000000'}")
    if look.spacing != base.spacing:
        parts.append(f"letter-spacing:{pt(look.spacing)}")
    if (kerned := _is_kerned(look)) != _is_kerned(base):
        parts.append(f"font-kerning:{'normal' if kerned else 'auto'}")
    return parts


def _is_kerned(look: RunFormat) -> bool:
    """Whether letters stand closer in pairs: in Word only where it is asked for, from a size on."""
    return 0 < look.kerned_from <= look.size


def own(look: RunFormat) -> list[str]:
    """Declarations of the words alone."""
    parts = list(_decoration(look))
    if look.vertical:
        place = "super" if look.vertical == "superscript" else "sub"
        parts.append(f"vertical-align:{place};font-size:{pt(look.size * _RAISED)}")
    elif look.raised:
        parts.append(f"vertical-align:{pt(look.raised)}")
    if fill := ground(look):
        parts.append(f"background:#{fill}")
    if look.border is not None:
        parts.append(f"border:{css.edge(look.border)}")
    return parts


def _decoration(look: RunFormat) -> Iterator[str]:
    lines = [
        name for name, on in (("underline", look.underline), ("line-through", look.strike or look.double_strike)) if on
    ]
    if not lines:
        return
    style = _LINES.get(look.underline, "") or ("double" if look.double_strike and not look.underline else "")
    colour = f"#{look.underline_colour}" if look.underline and look.underline_colour else ""
    yield f"text-decoration:{' '.join(filter(None, (*lines, style, colour)))}"
    if look.underline.lower().endswith("heavy") or look.underline == "thick":
        yield f"text-decoration-thickness:{pt(look.size * _HEAVY)}"


def ground(look: RunFormat) -> str:
    """The colour behind words, "" for none."""
    return _HIGHLIGHTS.get(look.highlight, "") or look.shading


def is_dark(colour: str) -> bool:
    """Whether text on a ground of this colour is white unless it has a colour of its own."""
    if not colour:
        return False
    red, green, blue = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue < _DARK


def signs(look: RunFormat) -> str:
    """The attribute for what CSS has no words for; glyphs.py draws it."""
    if look.scale == 1.0 and not look.emphasis and not look.outline:
        return ""
    above = look.emphasis in {"comma", "circle"} or look.east_asian_language.startswith("ja")
    is_above = above and look.emphasis != "underDot"
    return f' {ATTRIBUTE}="{look.scale:g};{int(look.outline) or ""};{look.emphasis};{int(is_above) or ""}"'
