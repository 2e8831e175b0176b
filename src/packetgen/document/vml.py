"""Drawings of the older kind (w:pict, w:object) to drawings: VML shapes placed by a style attribute."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from packetgen.document.graphics import Anchor, Drawing, Group, Picture, Placed, Position, Shape, Unsupported
from packetgen.document.model import Block, Edge
from packetgen.ooxml.measures import hexadecimal, number
from packetgen.ooxml.names import W, qn
from packetgen.ooxml.xml import Element, add_child

_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "pc": 12.0, "": 1.0}
_LENGTH = re.compile(r"\s*(-?[\d.]+)\s*(pt|in|cm|mm|px|pc)?\s*")
_SHAPES = {
    qn("v:shape"): "rect", qn("v:rect"): "rect", qn("v:roundrect"): "roundRect", qn("v:oval"): "ellipse",
    qn("v:line"): "line", qn("v:polyline"): "rect", qn("v:arc"): "rect", qn("v:curve"): "line", qn("v:image"): "rect",
}  # fmt: skip
_SILENT = frozenset(
    map(
        qn,
        (
            "v:shapetype",
            "v:formulas",
            "v:path",
            "v:stroke",
            "v:fill",
            "o:lock",
            "o:OLEObject",
            "w:drawing",
            "w:objectEmbed",
            "w:objectLink",
        ),
    )
)  # a w:drawing is read beside its shapes
_OFF = frozenset({"f", "false", "0"})
_COLOURS = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "blue": "0000FF", "green": "008000",
            "yellow": "FFFF00", "gray": "808080", "silver": "C0C0C0", "navy": "000080", "maroon": "800000"}  # fmt: skip
_MOST_DEPTH = 12


@dataclass(frozen=True, slots=True)
class VmlReader:
    picture: Callable[[str], Picture | None]
    story: Callable[[Element], tuple[Block, ...]]
    unknown: Callable[[str], None]

    def read(self, element: Element) -> tuple[Drawing, ...]:
        """The shapes of a w:pict or w:object that show something."""
        return tuple(self._shapes(element))

    def _shapes(self, parent: Element) -> Iterator[Drawing]:
        for child in parent:
            if child.tag == qn("v:group"):
                yield self._group(child, 0)
            elif child.tag in _SHAPES:
                yield self._drawing(child)
            elif isinstance(child.tag, str) and child.tag not in _SILENT:
                self.unknown(str(child.tag))

    def _drawing(self, shape: Element) -> Drawing:
        style = _style(shape)
        content = self._content(shape)
        width, height = length(style.get("width", "")), length(style.get("height", ""))
        if shape.tag == qn("v:line"):
            width, height = _span(shape)
        if shape.get(qn("o:hr"), "f") not in _OFF:
            content, width, height = Shape("line", outline=Edge("single", 1.0, "808080")), _HALF_PAGE, 1.5
        return Drawing(
            content,
            width,
            height,
            shape.get("alt", ""),
            anchor=_anchor(style, shape),
            rotation=number(style.get("rotation", "0").removesuffix("fd")),
        )

    def _content(self, shape: Element) -> Picture | Shape | Unsupported:
        data = shape.find(qn("v:imagedata"))
        words = shape.find(f"{qn('v:textbox')}/{qn('w:txbxContent')}")
        if data is not None and words is None:
            found = self.picture(data.get(qn("r:id"), "") or data.get(qn("o:relid"), ""))
            if found is None:
                self.unknown(str(data.tag))
                return Unsupported("picture")
            crop = tuple(_share(data.get(f"crop{side}")) for side in ("top", "right", "bottom", "left"))
            return Picture(found.part, (crop[0], crop[1], crop[2], crop[3]))
        path = shape.find(qn("v:textpath"))
        if path is not None and path.get("string"):
            words = _word_art(path, _colour(shape, "fillcolor", "C0C0C0"))
            return Shape("rect", self.story(words), (0.0, 0.0, 0.0, 0.0))
        box = shape.find(qn("v:textbox"))
        return Shape(
            _SHAPES[shape.tag],
            self.story(words) if words is not None else (),
            _insets(box.get("inset", "") if box is not None else ""),
            _colour(shape, "fillcolor", "FFFFFF") if shape.get("filled", "t") not in _OFF else "",
            _outline(shape),
            {"middle": "center", "bottom": "bottom"}.get(_style(shape).get("v-text-anchor", ""), "top"),
            "mso-fit-shape-to-text:t" in (box.get("style", "") if box is not None else ""),
            direction=_direction(box) if box is not None else "",
            corner=_share(shape.get("arcsize", "0.2")) if shape.tag == qn("v:roundrect") else None,
        )

    def _group(self, group: Element, depth: int) -> Drawing:
        style = _style(group)
        width, height = length(style.get("width", "")), length(style.get("height", ""))
        size, origin = (
            _pair(group.get("coordsize", "")) or (width, height),
            _pair(group.get("coordorigin", "")) or (0.0, 0.0),
        )
        scale = (width / size[0] if size[0] else 1.0, height / size[1] if size[1] else 1.0)
        members: list[Placed] = []
        for child in group:
            if child.tag not in _SHAPES and child.tag != qn("v:group"):
                continue
            own = _style(child)
            x, y = (number(own.get(name, "0")) - start for name, start in (("left", origin[0]), ("top", origin[1])))
            wide, high = (number(own.get(name, "0")) for name in ("width", "height"))
            if child.tag == qn("v:group"):
                if depth >= _MOST_DEPTH:
                    continue
                content: Picture | Shape | Unsupported | Group = self._nested(
                    child, wide * scale[0], high * scale[1], depth
                )
            else:
                content = self._content(child)
            members.append(Placed(x * scale[0], y * scale[1], Drawing(content, wide * scale[0], high * scale[1])))
        return Drawing(Group(tuple(members)), width, height, group.get("alt", ""), anchor=_anchor(style, group))

    def _nested(self, group: Element, width: float, height: float, depth: int) -> Group:
        group.set("style", f"width:{width}pt;height:{height}pt")
        inner = self._group(group, depth + 1).content
        assert isinstance(inner, Group)
        return inner


_HALF_PAGE = 234.0


def _word_art(path: Element, colour: str) -> Element:
    """The words that a WordArt object draws along its path, as those of a text box."""
    made = path.makeelement(qn("w:txbxContent"), nsmap={"w": W})
    size = length(_style(path).get("font-size", "")) or _WORD_ART_SIZE
    for line in path.get("string", "").splitlines():
        paragraph = add_child(made, qn("w:p"))
        add_child(add_child(paragraph, qn("w:pPr")), qn("w:jc"), {qn("w:val"): "center"})
        run = add_child(paragraph, qn("w:r"))
        look = add_child(run, qn("w:rPr"))
        add_child(look, qn("w:color"), {qn("w:val"): colour})
        add_child(look, qn("w:sz"), {qn("w:val"): str(round(size * 2))})
        add_child(run, qn("w:t")).text = line
    return made


_WORD_ART_SIZE = 36.0


def length(text: str) -> float:
    """A CSS length as VML writes it, in points; 0 for what is none."""
    match = _LENGTH.fullmatch(text)
    return number(match[1]) * _UNITS[match[2] or ""] if match is not None else 0.0


def _style(element: Element) -> Mapping[str, str]:
    pairs = (each.partition(":") for each in element.get("style", "").split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if name.strip()}


def _anchor(style: Mapping[str, str], shape: Element) -> Anchor | None:
    if style.get("position") != "absolute":
        return None
    wrap = next((each for each in shape if str(each.tag).endswith("}wrap")), None)
    kind = wrap.get("type", "none") if wrap is not None else "none"
    sides = tuple(length(style.get(f"mso-wrap-distance-{side}", "")) for side in ("top", "right", "bottom", "left"))
    across = style.get("mso-position-horizontal", "absolute")
    down = style.get("mso-position-vertical", "absolute")
    return Anchor(
        Position(
            _ORIGINS.get(style.get("mso-position-horizontal-relative", "text"), "column"),
            "" if across == "absolute" else across,
            length(style.get("margin-left", "") or style.get("left", "")),
        ),
        Position(
            _VERTICAL_ORIGINS.get(style.get("mso-position-vertical-relative", "text"), "paragraph"),
            "" if down == "absolute" else down,
            length(style.get("margin-top", "") or style.get("top", "")),
        ),
        kind,
        wrap.get("side", "both").replace("both", "bothSides") if wrap is not None else "bothSides",
        style.get("z-index", "0").startswith("-"),
        (sides[0], sides[1], sides[2], sides[3]),
        _of_page(style, "width"),
        _of_page(style, "height"),
    )


_ORIGINS = {
    "text": "column", "margin": "margin", "page": "page", "char": "character", "left-margin-area": "leftMargin",
    "right-margin-area": "rightMargin", "inner-margin-area": "insideMargin", "outer-margin-area": "outsideMargin",
}  # fmt: skip
_VERTICAL_ORIGINS = {
    "text": "paragraph", "margin": "margin", "page": "page", "line": "line",
    "top-margin-area": "topMargin", "bottom-margin-area": "bottomMargin",
}  # fmt: skip


def _of_page(style: Mapping[str, str], side: str) -> float:
    """The part of the page that a shape is wide or high, which Word goes by; 0 for a share of anything else."""
    is_page = style.get(f"mso-{side}-relative", "page") == "page"
    return number(style.get(f"mso-{side}-percent", "0")) / 1000 if is_page else 0.0


def _direction(box: Element) -> str:
    """The direction of the words of a text box; "" for lines across."""
    style = _style(box)
    if not style.get("layout-flow", "").startswith("vertical"):
        return ""
    return "vert270" if style.get("mso-layout-flow-alt") == "bottom-to-top" else "vert"


def _insets(text: str) -> tuple[float, float, float, float]:
    """Top, right, bottom, left, of an attribute that lists left, top, right, bottom; empty ones are the default."""
    given = [each.strip() for each in text.split(",")] + [""] * 4
    left, top, right, bottom = (
        length(each) if each else default for each, default in zip(given, (7.2, 3.6, 7.2, 3.6), strict=False)
    )
    return (top, right, bottom, left)


def _colour(element: Element, name: str, default: str) -> str:
    value = element.get(name, "").partition(" ")[0]
    if not value:
        return default
    if value.startswith("#"):
        digits = value[1:] if len(value) > 4 else "".join(ch * 2 for ch in value[1:])  # noqa: PLR2004  # #abc is #aabbcc
        return hexadecimal(digits)
    return _COLOURS.get(value, default)


def _outline(shape: Element) -> Edge | None:
    if shape.get("stroked", "t") in _OFF or (
        shape.tag == qn("v:shape") and shape.get("stroked") is None and shape.get("type", "").endswith("t75")
    ):
        return None
    return Edge("single", length(shape.get("strokeweight", "0.75pt")) or 0.75, _colour(shape, "strokecolor", "000000"))


def _span(line: Element) -> tuple[float, float]:
    start, end = ([length(each) for each in line.get(name, "0,0").split(",")] + [0.0, 0.0] for name in ("from", "to"))
    return abs(end[0] - start[0]), abs(end[1] - start[1])


def _pair(text: str) -> tuple[float, float] | None:
    parts = text.split(",")
    return (number(parts[0]), number(parts[1])) if len(parts) == 2 else None  # noqa: PLR2004  # x, y


def _share(text: str | None) -> float:
    """A fraction as VML writes it: of 65536 with an f, or plain."""
    if not text:
        return 0.0
    return number(text[:-1]) / 65536 if text.endswith("f") else number(text)
