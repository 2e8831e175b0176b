"""A chart part to its cached figures: what a program without a spreadsheet can draw."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from packetgen.document.theme import Theme
from packetgen.ooxml.measures import number
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

_MOST_POINTS = 10_000
_KINDS = {
    "barChart": "bar", "bar3DChart": "bar", "lineChart": "line", "line3DChart": "line", "pieChart": "pie",
    "pie3DChart": "pie", "ofPieChart": "pie", "doughnutChart": "doughnut", "areaChart": "area", "area3DChart": "area",
    "scatterChart": "scatter", "bubbleChart": "bubble", "radarChart": "radar", "stockChart": "stock",
    "surfaceChart": "surface", "surface3DChart": "surface",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Series:
    """A row of figures; None where one is missing. `points` are the colours of single figures, by their place."""

    name: str
    values: tuple[float | None, ...]
    categories: tuple[str, ...] = ()
    xs: tuple[float | None, ...] = ()  # of scatter and bubble charts
    colour: str = ""
    point_colours: tuple[tuple[int, str], ...] = ()
    number_format: str = ""
    labels: bool = False  # figures stand at their points
    smooth: bool = False
    marker: bool = True


@dataclass(frozen=True, slots=True)
class Plot:
    """Series that are drawn in one way over one pair of axes."""

    kind: str  # bar, line, pie, doughnut, area, scatter, bubble, radar, stock, surface
    series: tuple[Series, ...]
    grouping: str = "standard"  # standard, clustered, stacked, percentStacked
    horizontal: bool = False
    gap: float = 1.5  # between groups of bars, in widths of a bar
    hole: float = 0.5  # of a doughnut
    labels: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    title: str = ""
    minimum: float | None = None
    maximum: float | None = None
    number_format: str = ""
    gridlines: bool = False
    hidden: bool = False
    reversed: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """`texts` are all words of the part, so that none is lost where a kind cannot be drawn."""

    plots: tuple[Plot, ...]
    title: str = ""
    category_axis: Axis = Axis()
    value_axis: Axis = Axis()
    legend: str = ""  # r, l, t, b, tr; "" for none
    three_dimensional: bool = False
    texts: tuple[str, ...] = ()


def read_chart(root: Element, theme: Theme) -> Chart:
    """The chart of a part."""
    chart = next(root.iter(qn("c:chart")), None)
    area = next(root.iter(qn("c:plotArea")), None)
    if chart is None or area is None:
        return Chart((), texts=tuple(_texts(root)))
    plots = tuple(_plot(each, theme) for each in area if isinstance(each.tag, str) and _local(each) in _KINDS)
    legend = chart.find(qn("c:legend"))
    place = legend.find(qn("c:legendPos")) if legend is not None else None
    categories = next(iter((*area.findall(qn("c:catAx")), *area.findall(qn("c:dateAx")))), None)
    values = area.findall(qn("c:valAx"))
    if categories is None and len(values) > 1:
        categories, values = values[0], values[1:]
    return Chart(
        plots,
        _title(chart.find(qn("c:title")), plots) if not _is_on(chart, "c:autoTitleDeleted") else "",
        _axis(categories),
        _axis(values[0] if values else None),
        (place.get("val", "r") if place is not None else "r") if legend is not None else "",
        any("3D" in _local(each) for each in area if isinstance(each.tag, str)),
        tuple(_texts(root)),
    )


def _plot(element: Element, theme: Theme) -> Plot:
    series = tuple(_series(each, theme, index) for index, each in enumerate(element.findall(qn("c:ser"))))
    gap, hole = _value(element, "c:gapWidth"), _value(element, "c:holeSize")
    return Plot(
        _KINDS[_local(element)],
        series,
        _value(element, "c:grouping") or "standard",
        _value(element, "c:barDir") == "bar",
        number(gap) / 100 if gap else 1.5,
        number(hole) / 100 if hole else 0.5,
        _shows_values(element.find(qn("c:dLbls"))),
    )


def _series(element: Element, theme: Theme, index: int) -> Series:
    name = element.find(qn("c:tx"))
    values, categories, xs = (element.find(qn(each)) for each in ("c:val", "c:cat", "c:xVal"))
    values = values if values is not None else element.find(qn("c:yVal"))
    code = next(values.iter(qn("c:formatCode")), None) if values is not None else None
    points = (
        (int(number(_value(each, "c:idx"))), colour)
        for each in element.findall(qn("c:dPt"))
        if (colour := _fill(each.find(qn("c:spPr")), theme))
    )
    own = _fill(element.find(qn("c:spPr")), theme) or theme.colour(f"accent{index % 6 + 1}") or ""
    marker = element.find(f"{qn('c:marker')}/{qn('c:symbol')}")
    return Series(
        "".join(_cached(name)) if name is not None else "",
        tuple(_figure(each) for each in _cached(values)),
        tuple(_cached(categories)),
        tuple(_figure(each) for each in _cached(xs)),
        own,
        tuple(points),
        (code.text or "") if code is not None else "",
        _shows_values(element.find(qn("c:dLbls"))),
        _is_on(element, "c:smooth"),
        marker is None or marker.get("val") != "none",
    )


def _cached(element: Element | None) -> list[str]:
    """The cached points of a reference by their index; "" where one is missing."""
    if element is None:
        return []
    direct = element.find(qn("c:v"))
    if direct is not None:
        return [direct.text or ""]
    cache = next(element.iter(qn("c:numCache"), qn("c:strCache"), qn("c:numLit"), qn("c:strLit"), qn("c:lvl")), None)
    if cache is None:
        return []
    found = {int(number(each.get("idx"))): (each.findtext(qn("c:v")) or "") for each in cache.findall(qn("c:pt"))}
    count = int(number(_value(cache, "c:ptCount"))) or max(found, default=-1) + 1
    return [found.get(index, "") for index in range(min(count, _MOST_POINTS))]


def _figure(text: str) -> float | None:
    try:
        figure = float(text)
    except ValueError:
        return None
    return figure if math.isfinite(figure) else None


def _axis(element: Element | None) -> Axis:
    if element is None:
        return Axis()
    scale = element.find(qn("c:scaling"))
    code = element.find(qn("c:numFmt"))
    low, high = (_value(scale, f"c:{name}") if scale is not None else "" for name in ("min", "max"))
    return Axis(
        _title(element.find(qn("c:title")), ()),
        _figure(low),
        _figure(high),
        code.get("formatCode", "") if code is not None else "",
        element.find(qn("c:majorGridlines")) is not None,
        _is_on(element, "c:delete"),
        scale is not None and _value(scale, "c:orientation") == "maxMin",
    )


def _title(element: Element | None, plots: tuple[Plot, ...]) -> str:
    if element is None:
        return ""
    own = "".join(each.text or "" for each in element.iter(qn("a:t"))) or "".join(_cached(element.find(qn("c:tx"))))
    only = plots[0].series if len(plots) == 1 else ()
    return own or (only[0].name if len(only) == 1 else "")


def _fill(properties: Element | None, theme: Theme) -> str:
    """The fill of a shape's properties, or the colour of its line where it has no fill."""
    if properties is None:
        return ""
    for path in (qn("a:solidFill"), f"{qn('a:ln')}/{qn('a:solidFill')}"):
        fill = properties.find(path)
        if fill is not None and len(fill):
            return theme.drawn(fill[0])
    return ""


def _shows_values(labels: Element | None) -> bool:
    return labels is not None and any(_is_on(labels, f"c:{name}") for name in ("showVal", "showPercent"))


def _is_on(element: Element, name: str) -> bool:
    child = element.find(qn(name))
    return child is not None and child.get("val", "1") in {"1", "true"}


def _value(element: Element, name: str) -> str:
    child = element.find(qn(name))
    return child.get("val", "") if child is not None else ""


def _texts(root: Element) -> Iterator[str]:
    for each in root.iter(qn("a:t"), qn("c:v")):
        if each.text:
            yield each.text


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
