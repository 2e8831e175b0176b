"""What a document draws: pictures, text boxes, shapes, charts, and where they stand.

Lengths are points, fractions are of the whole, angles are degrees clockwise.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the two modules describe one tree
    from packetgen.document.charts import Chart
    from packetgen.document.model import Block, Edge


@dataclass(frozen=True, slots=True)
class Position:
    """One direction of an anchor: from where, then an alignment, an offset in points, or a share of that room."""

    origin: str = "column"  # page, margin, column, paragraph, line, character, leftMargin, topMargin, ...
    align: str = ""  # left, center, right, top, bottom, inside, outside
    offset: float = 0.0
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """How a floating drawing stands on its page and what the text around it does."""

    horizontal: Position
    vertical: Position
    wrap: str = "none"  # none, square, tight, through, topAndBottom
    side: str = "bothSides"  # of the text: bothSides, left, right, largest
    behind: bool = False
    distance: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)  # to the text: top, right, bottom, left
    width_share: float = 0.0  # of the page, that the drawing takes whatever its own width; 0 for none
    height_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture part; `crop` are the fractions cut off at the top, right, bottom, left."""

    part: str
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the pen: M to a point, L a line, C and Q curves, A an arc of less than half a turn, Z back."""

    kind: str
    points: tuple[tuple[float, float], ...] = ()
    radii: tuple[float, float] = (0.0, 0.0)  # of an arc: across, down
    clockwise: bool = True


@dataclass(frozen=True, slots=True)
class Path:
    """A part of an outline, in units of its own: it is drawn as large as its shape."""

    width: float
    height: float
    steps: tuple[Step, ...]
    filled: bool = True
    drawn: bool = True

    def mirrored(self, *, across: bool, down: bool) -> "Path":
        """The path seen from behind, or from below."""

        def turned(x: float, y: float) -> tuple[float, float]:
            return self.width - x if across else x, self.height - y if down else y

        steps = (
            replace(
                step, points=tuple(turned(*each) for each in step.points), clockwise=step.clockwise != (across != down)
            )
            for step in self.steps
        )
        return replace(self, steps=tuple(steps))


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape with or without words: a text box, a rectangle, a line."""

    geometry: str  # the schema's name of the preset: rect, line, ellipse, roundRect, ...
    blocks: "tuple[Block, ...]" = ()
    insets: tuple[float, float, float, float] = (3.6, 7.2, 3.6, 7.2)  # top, right, bottom, left
    fill: str = ""  # six hexadecimal digits
    outline: "Edge | None" = None
    vertical: str = "top"  # of the words: top, center, bottom
    grows: bool = False  # as high as its words
    flipped: bool = False  # a line from the lower left to the upper right
    direction: str = ""  # of the words, by the schemas' names: vert, vert270, eaVert, tbRl, btLr; "" across
    paths: tuple[Path, ...] = ()  # an outline of its own, in the place of the preset
    corner: float | None = None  # radius of round corners, in shares of the shorter side; None: the preset's own


@dataclass(frozen=True, slots=True)
class Placed:
    """A member of a group, with its place from the group's corner."""

    x: float
    y: float
    drawing: "Drawing"


@dataclass(frozen=True, slots=True)
class Group:
    members: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A drawing of a kind that is not read (ink, 3-D models); shown as a frame."""

    kind: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """An object in the text (no anchor: it stands in the line like a character)."""

    content: "Picture | Shape | Group | Chart | Unsupported"
    width: float
    height: float
    description: str = ""
    decorative: bool = False
    anchor: Anchor | None = None
    rotation: float = 0.0
