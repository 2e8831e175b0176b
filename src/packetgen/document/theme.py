"""The theme part: faces and colours that a document names by their role.

A property that names a role is kept as such (`+minorHAnsi`) until it is known what it is laid over, since a later
layer may replace it; then `Theme` resolves it.
"""

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass, field

from packetgen.ooxml.measures import bits, hexadecimal, number
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

MARK = "+"
_SCRIPTS = {"zh-CN": "Hans", "zh-SG": "Hans", "zh-TW": "Hant", "zh-HK": "Hant", "ja": "Jpan", "ko": "Hang"}
_ROLES = {"bg1": "lt1", "bg2": "lt2", "tx1": "dk1", "tx2": "dk2", "background1": "lt1", "background2": "lt2",
          "text1": "dk1", "text2": "dk2", "dark1": "dk1", "dark2": "dk2", "light1": "lt1", "light2": "lt2",
          "hyperlink": "hlink", "followedHyperlink": "folHlink"}  # fmt: skip
_WHITE = 255
_DIGITS = 6
_PRESET = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF",
           "yellow": "FFFF00", "gray": "808080", "orange": "FFA500", "ltGray": "D3D3D3"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """Faces by role (`minorHAnsi`, `majorEastAsia`), colours by name (`accent1`), six hexadecimal digits each."""

    faces: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)

    def face(self, name: str) -> str:
        """A face's name, or the one that a role stands for; "" where the theme has none."""
        return self.faces.get(name[1:], "") if name.startswith(MARK) else name

    def colour(self, name: str) -> str | None:
        """The colour of a name, as DrawingML or as a run's themeColor writes it."""
        return self.colours.get(_ROLES.get(name, name))

    def drawn(self, element: Element) -> str:
        """The colour of a DrawingML colour element with its changes of light (lumMod, lumOff, tint, shade)."""
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        value = element.get("val", "")
        known = {"srgbClr": value, "schemeClr": self.colour(value), "sysClr": element.get("lastClr", "")}
        base: str | None = _PRESET.get(value) if name == "prstClr" else known.get(name)
        return _relit(base, element) if base and len(base) == _DIGITS else ""


def _relit(colour: str, element: Element) -> str:
    """A colour after the changes that stand in its element, in their order, each in thousandths of a per cent."""
    if not hexadecimal(colour):
        return ""
    red, green, blue = (int(colour[place : place + 2], 16) / _WHITE for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    for change in element:
        name = change.tag.rpartition("}")[2] if isinstance(change.tag, str) else ""
        amount = _share(change.get("val", "0"))
        if name in {"lumMod", "shade"}:
            light *= amount
        elif name == "lumOff":
            light += amount
        elif name == "tint":
            light = light * amount + 1 - amount
    return _hexadecimal(hue, min(max(light, 0.0), 1.0), saturation)


def _share(thousandths: str) -> float:
    return number(thousandths, bound=10_000_000) / 100_000


def _hexadecimal(hue: float, light: float, saturation: float) -> str:
    return "".join(f"{round(each * _WHITE):02X}" for each in colorsys.hls_to_rgb(hue, light, saturation))


def read_theme(root: Element | None, language: str) -> Theme:
    """The theme. `language` is the East Asian one of its faces (settings, themeFontLang)."""
    if root is None:
        return Theme()
    script = _SCRIPTS.get(language) or _SCRIPTS.get(language.partition("-")[0], "")
    faces: dict[str, str] = {}
    for size in ("major", "minor"):
        group = next(root.iter(qn(f"a:{size}Font")), None)
        if group is None:
            continue
        by_script = {each.get("script", ""): each.get("typeface", "") for each in group.findall(qn("a:font"))}
        for element, role in (("latin", "Ascii"), ("latin", "HAnsi"), ("ea", "EastAsia"), ("cs", "Bidi")):
            face = group.find(qn(f"a:{element}"))
            name = face.get("typeface", "") if face is not None else ""
            faces[size + role] = name or (by_script.get(script, "") if element == "ea" else "")
    colours: dict[str, str] = {}
    scheme = next(root.iter(qn("a:clrScheme")), None)
    for each in scheme if scheme is not None else ():
        if isinstance(each.tag, str) and len(each):
            colours[each.tag.rpartition("}")[2]] = each[0].get("lastClr") or each[0].get("val") or ""
    return Theme(faces, colours)


def adjusted(colour: str, tint: str | None, shade: str | None) -> str:
    """A colour mixed with white (tint) or black (shade), both in 255ths as w:themeTint and w:themeShade give them.

    Word mixes in lightness (ECMA-376 part 1, 17.3.2.6).
    """
    if not hexadecimal(colour):
        return colour
    red, green, blue = (int(colour[place : place + 2], 16) / _WHITE for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if tint is not None:
        light = light * bits(tint) / _WHITE + 1 - bits(tint) / _WHITE
    if shade is not None:
        light *= bits(shade) / _WHITE
    return _hexadecimal(hue, min(1.0, max(0.0, light)), saturation)
