"""The look of characters as CSS declarations."""

from packetgen.document.model import RunFormat
from packetgen.pdf.css import pt

_RAISED = 0.65  # of the size: characters above or below the line
_HIGHLIGHTS = {"yellow": "ffff00", "green": "00ff00", "cyan": "00ffff", "red": "ff0000", "lightGray": "c0c0c0"}


def inherited(look: RunFormat, base: RunFormat | None) -> list[str]:
    """Declarations that elements within take over, where they differ from those of the base."""
    parts: list[str] = []
    if base is not None and look.size != base.size:
        parts.append(f"font-size:{pt(look.size)}")
    if look.colour != (base.colour if base is not None else ""):
        parts.append(f"color:#{look.colour or '000000'}")
    if look.spacing != (base.spacing if base is not None else 0.0):
        parts.append(f"letter-spacing:{pt(look.spacing)}")
    return parts


def own(look: RunFormat) -> list[str]:
    """Declarations of the words alone."""
    parts: list[str] = []
    lines = [
        name for name, on in (("underline", look.underline), ("line-through", look.strike or look.double_strike)) if on
    ]
    if lines:
        parts.append(f"text-decoration:{' '.join(lines)}")
    if look.vertical:
        place = "super" if look.vertical == "superscript" else "sub"
        parts.append(f"vertical-align:{place};font-size:{pt(look.size * _RAISED)}")
    fill = _HIGHLIGHTS.get(look.highlight, "") or look.shading
    if fill:
        parts.append(f"background:#{fill}")
    return parts
