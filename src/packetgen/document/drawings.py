"""Drawing elements (w:drawing) to drawings: pictures, shapes with words, groups, charts, diagrams."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from packetgen.document.charts import Chart, read_chart
from packetgen.document.freeforms import read_paths
from packetgen.document.graphics import Anchor, Drawing, Group, Picture, Placed, Position, Shape, Unsupported
from packetgen.document.model import Block, Edge
from packetgen.document.theme import Theme
from packetgen.document.vml import VmlReader
from packetgen.ooxml.measures import number
from packetgen.ooxml.names import chosen_alternative, qn
from packetgen.ooxml.package import Package
from packetgen.ooxml.relationships import Relationship
from packetgen.ooxml.xml import Element

_EMU = 12700  # a point
_CROP = 100_000
_SHARE = 100_000  # of a page or margin: thousandths of a hundredth
_DEGREE = 60_000
_MOST_DEPTH = 12
_ON = frozenset({"1", "true"})
_INSETS = {"tIns": 45720, "rIns": 91440, "bIns": 45720, "lIns": 91440}
Content = Picture | Shape | Group | Chart | Unsupported
Story = Callable[[Element], tuple[Block, ...]]


@dataclass(slots=True)
class DrawingReader:
    """Reads the drawings of one part. `story` reads the words of a text box, `images` takes pictures by part."""

    package: Package
    part: str
    theme: Theme
    story: Story
    unknown: Callable[[str], None]
    images: dict[str, bytes]
    _depth: int = 0

    def read(self, element: Element) -> tuple[Drawing, ...]:
        """The drawings of a w:drawing, w:pict or w:object."""
        if element.tag == qn("w:drawing"):
            return tuple(self._placed(child) for child in element if child.tag in _FRAMES)
        older = VmlReader(self.picture, self.story, self.unknown).read(element)
        return (*older, *(found for child in element.iterfind(qn("w:drawing")) for found in self.read(child)))

    def picture(self, relation_id: str) -> Picture | None:
        """The picture that a relationship leads to; None where it lies outside the file, is not there or too large."""
        relation = self.package.relationships(self.part).get(relation_id)
        data = self.package.picture(relation.target) if relation is not None and not relation.external else None
        if relation is None or data is None:
            return None
        self.images[relation.target] = data
        return Picture(relation.target)

    def _placed(self, frame: Element) -> Drawing:
        extent, properties = frame.find(qn("wp:extent")), frame.find(qn("wp:docPr"))
        width, height = (emu(extent.get(side)) if extent is not None else 0.0 for side in ("cx", "cy"))
        data = next(frame.iter(qn("a:graphicData")), None)
        content, rotation = self._content(data, width, height)
        return Drawing(
            content,
            width,
            height,
            (properties.get("descr") or properties.get("title") or "") if properties is not None else "",
            properties is not None and any(each.get("val") in _ON for each in properties.iter(qn("adec:decorative"))),
            _anchor(frame) if frame.tag == qn("wp:anchor") else None,
            rotation,
        )

    def _content(self, data: Element | None, width: float, height: float) -> tuple[Content, float]:
        child = next(iter(data), None) if data is not None else None
        if child is not None and child.tag == qn("mc:AlternateContent"):
            child = next((each for chosen in chosen_alternative(child) for each in chosen), None)
        if child is None:
            return Unsupported(""), 0.0
        if child.tag == qn("pic:pic"):
            return self._picture(child), _rotation(child)
        if child.tag == qn("wps:wsp"):
            return self._shape(child), _rotation(child)
        if child.tag in {qn("wpg:wgp"), qn("wpc:wpc"), qn("wpg:grpSp")}:
            return self._group(child, width, height), 0.0
        if child.tag == qn("c:chart"):
            return self._chart(child), 0.0
        if child.tag == qn("dgm:relIds"):
            return self._diagram(child), 0.0
        self.unknown(str(child.tag))
        return Unsupported(str(child.tag).rpartition("}")[2]), 0.0

    def _picture(self, element: Element) -> Picture | Unsupported:
        blip = next(element.iter(qn("a:blip")), None)
        found = self.picture(blip.get(qn("r:embed"), "")) if blip is not None else None
        if found is None:
            self.unknown(qn("a:blip"))
            return Unsupported("picture")
        crop = next(element.iter(qn("a:srcRect")), None)
        if crop is None:
            return found
        sides = tuple(number(crop.get(side)) / _CROP for side in ("t", "r", "b", "l"))
        return Picture(found.part, (sides[0], sides[1], sides[2], sides[3]))

    def _shape(self, element: Element) -> Shape:
        properties = element.find(qn("wps:spPr"))
        body = element.find(qn("wps:bodyPr"))
        words = element.find(f"{qn('wps:txbx')}/{qn('w:txbxContent')}")
        insets = tuple(
            emu(body.get(name, str(value)) if body is not None else str(value)) for name, value in _INSETS.items()
        )
        blocks: tuple[Block, ...] = ()
        if words is not None and self._depth >= _MOST_DEPTH:
            self.unknown(str(words.tag))
        elif words is not None:
            self._depth += 1
            blocks = self.story(words)
            self._depth -= 1
        style = element.find(qn("wps:style"))
        return Shape(
            _geometry(properties),
            blocks,
            (insets[0], insets[1], insets[2], insets[3]),
            self._fill(properties, style),
            self._outline(properties, style),
            {"ctr": "center", "b": "bottom"}.get(body.get("anchor", "t") if body is not None else "t", "top"),
            body is not None and body.find(qn("a:spAutoFit")) is not None,
            _is_flipped(properties),
            body.get("vert", "") if body is not None else "",
            read_paths(properties),
            _corner(properties),
        )

    def _group(self, element: Element, width: float, height: float) -> Group:
        """The members of a group in points from its corner; a group has a scale of its own."""
        transform = element.find(f"{qn('wpg:grpSpPr')}/{qn('a:xfrm')}")
        origin, size = (
            transform.find(qn(f"a:{name}")) if transform is not None else None for name in ("chOff", "chExt")
        )
        x0, y0 = (number(origin.get(axis)) if origin is not None else 0.0 for axis in ("x", "y"))
        inner = [number(size.get(axis)) if size is not None else 0.0 for axis in ("cx", "cy")]
        scale = [outer / side if side else 1 / _EMU for outer, side in zip((width, height), inner, strict=True)]
        return Group(tuple(self._members(element, (x0, y0), (scale[0], scale[1]))))

    def _members(self, element: Element, origin: tuple[float, float], scale: tuple[float, float]) -> Iterator[Placed]:
        for child in element:
            if child.tag == qn("mc:AlternateContent"):
                for chosen in chosen_alternative(child):
                    yield from self._members(chosen, origin, scale)
                continue
            if child.tag not in _MEMBERS:
                continue
            if self._depth >= _MOST_DEPTH:
                self.unknown(str(child.tag))
                continue
            # A member that says no place is drawn at the corner, so that its words are.
            transform = next(child.iter(qn("a:xfrm"), qn("wpg:xfrm")), None)
            place, size = (
                transform.find(qn(f"a:{name}")) if transform is not None else None for name in ("off", "ext")
            )
            x, y = (
                (number(place.get(axis)) if place is not None else 0.0) - start
                for axis, start in zip("xy", origin, strict=True)
            )
            width, height = (
                (number(size.get(axis)) if size is not None else 0.0) * factor
                for axis, factor in zip(("cx", "cy"), scale, strict=True)
            )
            self._depth += 1
            content = self._member(child, width, height)
            self._depth -= 1
            drawing = Drawing(content, width, height, rotation=_rotation(child))
            yield Placed(x * scale[0], y * scale[1], drawing)

    def _member(self, child: Element, width: float, height: float) -> Content:
        if child.tag == qn("pic:pic"):
            return self._picture(child)
        if child.tag == qn("wps:wsp"):
            return self._shape(child)
        if child.tag == qn("wpg:graphicFrame"):
            return self._content(next(child.iter(qn("a:graphicData")), None), width, height)[0]
        return self._group(child, width, height)

    # -- charts and diagrams

    def _chart(self, element: Element) -> Chart | Unsupported:
        relation = self.package.relationships(self.part).get(element.get(qn("r:id"), ""))
        root = self._root(relation)
        if root is None:
            self.unknown(str(element.tag))
            return Unsupported("chart")
        return read_chart(root, self.theme)

    def _root(self, relation: Relationship | None) -> Element | None:
        """The root of a part that a relationship leads to, None where there is none or it cannot be read."""
        is_here = relation is not None and not relation.external and relation.target in self.package.members
        return self.package.parsed(relation.target).value if relation is not None and is_here else None

    def _diagram(self, element: Element) -> Group | Unsupported:
        """A diagram (SmartArt) as the shapes that its program drew last, in a part beside its data."""
        relations = self.package.relationships(self.part)
        data = relations.get(element.get(qn("r:dm"), ""))
        number_ = "".join(ch for ch in data.target.rpartition("/")[2] if ch.isdigit()) if data is not None else ""
        drawn = [each for each in relations.values() if each.type.endswith("/diagramDrawing") and not each.external]
        own = next((each for each in drawn if each.target.endswith(f"drawing{number_}.xml")), None)
        root = self._root(own)
        if root is None:
            self.unknown(str(element.tag))
            return Unsupported("diagram")
        return Group(tuple(self._drawn(root)))

    def _drawn(self, root: Element) -> Iterator[Placed]:
        for shape in root.iter(qn("dsp:sp")):
            properties = shape.find(qn("dsp:spPr"))
            transform = shape.find(qn("dsp:txXfrm"))
            transform = transform if transform is not None else next(shape.iter(qn("a:xfrm")), None)
            if properties is None or transform is None:
                continue
            own = properties.find(qn("a:xfrm"))
            place, size = (
                (own if own is not None else transform).find(qn("a:off")),
                (own if own is not None else transform).find(qn("a:ext")),
            )
            if place is None or size is None:
                continue
            words = shape.find(qn("dsp:txBody"))
            content = Shape(
                _geometry(properties),
                self.story(_as_word(words)) if words is not None else (),
                (0.0, 0.0, 0.0, 0.0),
                self._fill(properties, shape.find(qn("dsp:style"))),
                self._outline(properties, shape.find(qn("dsp:style"))),
                "center",
            )
            yield Placed(
                emu(place.get("x")), emu(place.get("y")), Drawing(content, emu(size.get("cx")), emu(size.get("cy")))
            )

    # -- fills and lines

    def _fill(self, properties: Element | None, style: Element | None) -> str:
        for child in properties if properties is not None else ():
            name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            if name == "noFill":
                return ""
            if name == "solidFill" and len(child):
                return self.theme.drawn(child[0])
            if name in {"gradFill", "pattFill"}:
                first = next(child.iter(qn("a:srgbClr"), qn("a:schemeClr")), None)
                return self.theme.drawn(first) if first is not None else ""
        return self._styled(style, "fillRef")

    def _outline(self, properties: Element | None, style: Element | None) -> Edge | None:
        line = properties.find(qn("a:ln")) if properties is not None else None
        colour = self._styled(style, "lnRef")
        width = 0.75
        dash = None
        if line is not None:
            if line.find(qn("a:noFill")) is not None:
                return None
            fill = line.find(qn("a:solidFill"))
            colour = self.theme.drawn(fill[0]) if fill is not None and len(fill) else colour
            width = emu(line.get("w", "9525"))
            dash = line.find(qn("a:prstDash"))
        kind = dash.get("val", "solid") if dash is not None else "solid"
        style_name = "single" if kind == "solid" else "dotted" if "ot" in kind else "dashed"
        return Edge(style_name, width, colour) if colour else None

    def _styled(self, style: Element | None, name: str) -> str:
        reference = style.find(qn(f"a:{name}")) if style is not None else None
        if reference is None or reference.get("idx", "0") == "0" or not len(reference):
            return ""
        return self.theme.drawn(reference[0])


_FRAMES = frozenset({qn("wp:inline"), qn("wp:anchor")})
_MEMBERS = frozenset({qn("pic:pic"), qn("wps:wsp"), qn("wpg:grpSp"), qn("wpg:graphicFrame")})


def emu(value: str | None) -> float:
    """English metric units, as written, to points."""
    return number(value) / _EMU


def _anchor(element: Element) -> Anchor:
    wrap = next((each for each in element if str(each.tag).startswith(qn("wp:wrap"))), None)
    name = str(wrap.tag).rpartition("}wrap")[2] if wrap is not None else "None"
    sides = tuple(emu(element.get(f"dist{side}")) for side in "TRBL")
    return Anchor(
        _position(element, "H", "column"),
        _position(element, "V", "paragraph"),
        name[:1].lower() + name[1:],
        wrap.get("wrapText", "bothSides") if wrap is not None else "bothSides",
        element.get("behindDoc", "0") in {"1", "true"},
        (sides[0], sides[1], sides[2], sides[3]),
    )


def _position(anchor: Element, direction: str, origin: str) -> Position:
    """The place of an anchor in one direction; one that is a share is written beside another for older readers."""
    alternatives = (
        branch for each in anchor.iterfind(qn("mc:AlternateContent")) for branch in chosen_alternative(each)
    )
    found = (parent.find(qn(f"wp:position{direction}")) for parent in (anchor, *alternatives))
    element = next((each for each in found if each is not None), None)
    if element is None:
        return Position(origin)
    align, offset = element.find(qn("wp:align")), element.find(qn("wp:posOffset"))
    share = element.find(qn(f"wp14:pctPos{direction}Offset"))
    return Position(
        element.get("relativeFrom", origin),
        (align.text or "").strip() if align is not None else "",
        emu((offset.text or "").strip()) if offset is not None else 0.0,
        number(share.text) / _SHARE if share is not None else None,
    )


def _rotation(element: Element) -> float:
    transform = next(element.iter(qn("a:xfrm")), None)
    return number(transform.get("rot")) / _DEGREE if transform is not None else 0.0


def _geometry(properties: Element | None) -> str:
    preset = properties.find(qn("a:prstGeom")) if properties is not None else None
    return preset.get("prst", "rect") if preset is not None else "rect"


def _corner(properties: Element | None) -> float | None:
    """The radius of a rectangle's round corners, where the file states it: `val 16667` is a sixth of a side."""
    guide = next(properties.iter(qn("a:gd")), None) if properties is not None else None
    if guide is None or _geometry(properties) != "roundRect":
        return None
    return number(guide.get("fmla", "").removeprefix("val ")) / _CROP


def _is_flipped(properties: Element | None) -> bool:
    transform = properties.find(qn("a:xfrm")) if properties is not None else None
    if transform is None:
        return False
    flips = [transform.get(name, "0") in {"1", "true"} for name in ("flipH", "flipV")]
    return flips[0] != flips[1]


def _as_word(words: Element) -> Element:
    """The paragraphs of a DrawingML text body as Word's, so that one reader serves."""
    made = words.makeelement(qn("w:txbxContent"), nsmap={"w": qn("w:p")[1:].partition("}")[0]})
    for paragraph in words.findall(qn("a:p")):
        own = _add(made, "w:p")
        alignment = paragraph.find(qn("a:pPr"))
        properties = _add(own, "w:pPr")
        kind = alignment.get("algn", "l") if alignment is not None else "l"
        _add(properties, "w:spacing", before="0", after="0", line="240", lineRule="auto")
        _add(properties, "w:jc", val={"ctr": "center", "r": "right", "just": "both"}.get(kind, "left"))
        for part in paragraph:
            text = part.find(qn("a:t"))
            if text is None:
                continue
            run = _add(own, "w:r")
            look, size = _add(run, "w:rPr"), part.find(qn("a:rPr"))
            if size is not None and size.get("sz"):
                _add(look, "w:sz", val=str(round(number(size.get("sz")) / 50)))
            _add(run, "w:t").text = text.text
    return made


def _add(parent: Element, name: str, **attributes: str) -> Element:
    made = parent.makeelement(qn(name), {qn(f"w:{key}"): value for key, value in attributes.items()})
    parent.append(made)
    return made
