"""Charts as vectors, from the figures that the file keeps of them: bars, lines, areas, points, pies, webs."""

import math
from collections.abc import Callable, Iterator, Sequence

from packetgen.document.charts import Chart, Plot, Series
from packetgen.document.model import RunFormat
from packetgen.pdf.chart_parts import TEXT, Area, Canvas, Scale, formatted, scale_of, text_width
from packetgen.pdf.context import Context

_PALETTE = ("4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47", "264478", "9E480E", "636363", "997300")
_ROUND = frozenset({"pie", "doughnut", "radar"})
_TITLE = 14.0  # points
_PAD = 6.0
_KEY = 7.0  # the side of a colour's square in the legend
_LEAST_SLOT = 24.0  # points for a label of a category


def chart_svg(chart: Chart, width: float, height: float, context: Context) -> str:
    """A chart as an SVG picture of a size in points; "" for a kind that is not drawn."""
    plots = [plot for plot in chart.plots if plot.series and (plot.kind in _ROUND or plot.kind in _DRAWERS)]
    if not plots:
        return ""
    canvas = Canvas(lambda text: _family(text, context))
    area = Area(0, 0, width, height).without(*[_PAD] * 4)
    if chart.title:
        canvas.text(width / 2, area.y + _TITLE, chart.title, size=_TITLE)
        area = area.without(top=_TITLE + 2 * _PAD)
    area = _legend(chart, plots, canvas, area)
    if plots[0].kind in _ROUND:
        _draw_round(plots[0], canvas, area)
    else:
        _draw_on_axes(chart, plots, canvas, area)
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(canvas.parts)}</svg>'


def _family(text: str, context: Context) -> str:
    look = RunFormat(ascii="Arial", east_asian="黑体", size=TEXT)
    families = (name for each in context.types.stretches(text, look) for name in each.family.split(","))
    return ",".join(dict.fromkeys(families))


def _colour(series: Series, index: int, point: int | None = None) -> str:
    if point is not None:
        own = dict(series.point_colours).get(point)
        return own or _PALETTE[point % len(_PALETTE)]
    return series.colour or _PALETTE[index % len(_PALETTE)]


# -- legend


def _legend(chart: Chart, plots: Sequence[Plot], canvas: Canvas, area: Area) -> Area:
    """Draw the legend, and give the room that it leaves."""
    if not chart.legend:
        return area
    entries = list(_entries(plots))
    if not entries:
        return area
    widest = max(text_width(name) for name, _ in entries) + _KEY + 3 * _PAD
    if chart.legend in {"t", "b"}:
        return _row_legend(entries, canvas, area, at_top=chart.legend == "t")
    widest = min(widest, area.width / 2)
    x = area.x if chart.legend == "l" else area.x + area.width - widest + _PAD
    y = area.y + area.height / 2 - len(entries) * (TEXT + 4) / 2 if chart.legend != "tr" else area.y
    for index, (name, colour) in enumerate(entries):
        _entry(canvas, x, y + index * (TEXT + 4), name, colour)
    return area.without(left=widest) if chart.legend == "l" else area.without(right=widest)


def _row_legend(entries: list[tuple[str, str]], canvas: Canvas, area: Area, *, at_top: bool) -> Area:
    widths = [text_width(name) + _KEY + 3 * _PAD for name, _ in entries]
    rows: list[list[int]] = [[]]
    for index, width in enumerate(widths):
        if rows[-1] and sum(widths[i] for i in rows[-1]) + width > area.width:
            rows.append([])
        rows[-1].append(index)
    taken = len(rows) * (TEXT + 4) + _PAD
    y = area.y if at_top else area.y + area.height - taken + _PAD
    for row in rows:
        x = area.x + (area.width - sum(widths[i] for i in row)) / 2
        for index in row:
            _entry(canvas, x, y, *entries[index])
            x += widths[index]
        y += TEXT + 4
    return area.without(top=taken) if at_top else area.without(bottom=taken)


def _entry(canvas: Canvas, x: float, y: float, name: str, colour: str) -> None:
    canvas.box(x, y + 1, _KEY, _KEY, colour)
    canvas.text(x + _KEY + 4, y + TEXT - 1, name, anchor="start")


def _entries(plots: Sequence[Plot]) -> Iterator[tuple[str, str]]:
    if plots[0].kind in {"pie", "doughnut"}:
        series = plots[0].series[0]
        for point, name in enumerate(series.categories):
            yield name, _colour(series, 0, point)
        return
    number = 0
    for plot in plots:
        for series in plot.series:
            yield series.name, _colour(series, number)
            number += 1


# -- pies and webs


def _draw_round(plot: Plot, canvas: Canvas, area: Area) -> None:
    radius = min(area.width, area.height) / 2 - _PAD
    x, y = area.x + area.width / 2, area.y + area.height / 2
    if plot.kind == "radar":
        _draw_web(plot, canvas, (x, y), radius - TEXT)
        return
    rings = plot.series if plot.kind == "doughnut" else plot.series[:1]
    inner = radius * plot.hole if plot.kind == "doughnut" else 0.0
    step = (radius - inner) / max(len(rings), 1)
    for index, series in enumerate(rings):
        _draw_ring(series, plot, canvas, (x, y), (inner + index * step, inner + (index + 1) * step))


def _draw_ring(
    series: Series, plot: Plot, canvas: Canvas, centre: tuple[float, float], radii: tuple[float, float]
) -> None:
    values = [max(value or 0.0, 0.0) for value in series.values]
    total = sum(values)
    angle = -math.pi / 2
    for point, value in enumerate(values):
        if not total or not value:
            continue
        turn = 2 * math.pi * value / total
        canvas.path(_wedge(centre, radii, angle, turn), fill=f"#{_colour(series, 0, point)}", stroke="#ffffff", width=1)
        if series.labels or plot.labels:
            middle, far = angle + turn / 2, radii[0] + (radii[1] - radii[0]) * 0.65
            shown = (
                formatted(value / total, "0%")
                if "%" in series.number_format
                else formatted(value, series.number_format)
            )
            canvas.text(centre[0] + far * math.cos(middle), centre[1] + far * math.sin(middle) + TEXT / 3, shown)
        angle += turn


def _wedge(centre: tuple[float, float], radii: tuple[float, float], start: float, turn: float) -> str:
    inner, outer = radii
    turn = min(turn, 2 * math.pi - 1e-4)  # a whole circle has no ends to draw an arc between
    big = int(turn > math.pi)

    def at(radius: float, angle: float) -> str:
        return f"{centre[0] + radius * math.cos(angle):.2f} {centre[1] + radius * math.sin(angle):.2f}"

    arc = f"M{at(outer, start)}A{outer:.2f} {outer:.2f} 0 {big} 1 {at(outer, start + turn)}"
    if not inner:
        return f"{arc}L{centre[0]:.2f} {centre[1]:.2f}Z"
    return f"{arc}L{at(inner, start + turn)}A{inner:.2f} {inner:.2f} 0 {big} 0 {at(inner, start)}Z"


def _draw_web(plot: Plot, canvas: Canvas, centre: tuple[float, float], radius: float) -> None:
    count = max(len(series.values) for series in plot.series)
    if not count:
        return
    scale = scale_of((value for series in plot.series for value in series.values if value is not None), None, None)

    def at(point: int, share: float) -> tuple[float, float]:
        angle = 2 * math.pi * point / count - math.pi / 2
        return centre[0] + radius * share * math.cos(angle), centre[1] + radius * share * math.sin(angle)

    for mark in scale.marks():
        canvas.path(_closed([at(point, scale.share(mark)) for point in range(count)]), stroke="#d9d9d9", width=0.75)
    for point, name in enumerate(plot.series[0].categories[:count]):
        x, y = at(point, 1.12)
        canvas.text(x, y + TEXT / 3, name)
    for index, series in enumerate(plot.series):
        places = [at(point, scale.share(value or 0.0)) for point, value in enumerate(series.values)]
        canvas.path(_closed(places), stroke=f"#{_colour(series, index)}")


def _closed(places: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in places) + "Z"


# -- charts on axes


def _draw_on_axes(chart: Chart, plots: Sequence[Plot], canvas: Canvas, area: Area) -> None:
    is_across = any(plot.kind == "bar" and plot.horizontal for plot in plots)
    is_share = any(plot.grouping == "percentStacked" for plot in plots)
    values = chart.value_axis
    scale = scale_of(_extremes(plots), values.minimum, 1.0 if is_share and values.maximum is None else values.maximum)
    code = "0%" if is_share else values.number_format or next(s.number_format for p in plots for s in p.series)
    names = max((series.categories for plot in plots for series in plot.series), key=len, default=())
    is_scatter = all(plot.kind in {"scatter", "bubble"} for plot in plots)
    across = scale_of(_xs(plots), chart.category_axis.minimum, chart.category_axis.maximum) if is_scatter else None
    area = _titles(chart, canvas, area, is_across=is_across)
    marks = [formatted(mark, code) for mark in scale.marks()]
    sides = max((text_width(each) for each in (names if is_across else marks)), default=0.0)
    area = area.without(top=TEXT / 2, right=_PAD, bottom=TEXT + _PAD, left=min(sides, area.width / 3) + _PAD)
    for mark, shown in zip(scale.marks(), marks, strict=True):
        _mark(canvas, area, scale.share(mark), shown, is_across=is_across, grid=values.gridlines)
    if across is None:
        _names(canvas, area, names, is_across=is_across)
    else:
        for mark in across.marks():
            shown = formatted(mark, chart.category_axis.number_format)
            canvas.text(area.x + across.share(mark) * area.width, area.y + area.height + TEXT + 2, shown)
    number = 0
    for plot in plots:
        _DRAWERS[plot.kind](plot, canvas, area, (scale, across), number)
        number += len(plot.series)


def _titles(chart: Chart, canvas: Canvas, area: Area, *, is_across: bool) -> Area:
    below, beside = chart.category_axis.title, chart.value_axis.title
    below, beside = (beside, below) if is_across else (below, beside)
    if below:
        canvas.text(area.x + area.width / 2, area.y + area.height - 2, below)
        area = area.without(bottom=TEXT + _PAD)
    if beside:
        canvas.text(area.x + TEXT, area.y + area.height / 2, beside, turned=True)
        area = area.without(left=TEXT + _PAD)
    return area


def _mark(canvas: Canvas, area: Area, share: float, shown: str, *, is_across: bool, grid: bool) -> None:
    if is_across:
        x = area.x + share * area.width
        canvas.text(x, area.y + area.height + TEXT + 2, shown)
        if grid:
            canvas.line(x, area.y, x, area.y + area.height)
        return
    y = area.y + (1 - share) * area.height
    canvas.text(area.x - 4, y + TEXT / 3, shown, anchor="end")
    if grid or not share:
        canvas.line(area.x, y, area.x + area.width, y)


def _names(canvas: Canvas, area: Area, names: Sequence[str], *, is_across: bool) -> None:
    if not names:
        return
    slot = (area.height if is_across else area.width) / len(names)
    wanted = TEXT + 2 if is_across else max(_LEAST_SLOT, max(map(text_width, names)) + 4)
    every = max(1, math.ceil(wanted / slot))
    for index, name in enumerate(names):
        if index % every:
            continue
        if is_across:
            canvas.text(area.x - 4, area.y + area.height - (index + 0.5) * slot + TEXT / 3, name, anchor="end")
        else:
            canvas.text(area.x + (index + 0.5) * slot, area.y + area.height + TEXT + 2, name)


def _extremes(plots: Sequence[Plot]) -> Iterator[float]:
    for plot in plots:
        if plot.grouping == "percentStacked":
            yield from (0.0, 1.0)
        elif plot.grouping == "stacked":
            for column in _columns(plot):
                yield sum(value for value in column if value > 0)
                yield sum(value for value in column if value < 0)
        else:
            yield from (value for series in plot.series for value in series.values if value is not None)


def _columns(plot: Plot) -> Iterator[list[float]]:
    """The values of all series at each category."""
    for point in range(max(len(series.values) for series in plot.series)):
        yield [(series.values[point] or 0.0) if point < len(series.values) else 0.0 for series in plot.series]


def _xs(plots: Sequence[Plot]) -> Iterator[float]:
    for plot in plots:
        for series in plot.series:
            yield from (value for value in _xs_of(series) if value is not None)


def _xs_of(series: Series) -> tuple[float | None, ...]:
    return series.xs or tuple(float(number) for number in range(1, len(series.values) + 1))


Scales = tuple[Scale, Scale | None]


def _draw_bars(plot: Plot, canvas: Canvas, area: Area, scales: Scales, number: int) -> None:
    scale = scales[0]
    columns = list(_columns(plot))
    if not columns:
        return
    is_stacked = plot.grouping in {"stacked", "percentStacked"}
    slot = (area.height if plot.horizontal else area.width) / len(columns)
    bars = 1 if is_stacked else len(plot.series)
    thick = slot / (bars + plot.gap)
    for point, column in enumerate(columns):
        total = sum(map(abs, column)) or 1.0
        above = below = 0.0
        for index, own in enumerate(column):
            series = plot.series[index]
            value = own / total if plot.grouping == "percentStacked" else own
            start = (above if value >= 0 else below) if is_stacked else max(0.0, scale.first)
            above, below = (above + value, below) if value >= 0 else (above, below + value)
            end = start + value if is_stacked else value
            along = point * slot + (slot - bars * thick) / 2 + (0 if is_stacked else index * thick)
            colour = dict(series.point_colours).get(point) or _colour(series, number + index)
            place = _bar(area, along, thick, (scale.share(start), scale.share(end)), is_across=plot.horizontal)
            canvas.box(*place, colour)
            if series.labels or plot.labels:
                x, y = (
                    (place[0] + place[2] + 3, place[1] + thick / 2 + TEXT / 3)
                    if plot.horizontal
                    else (place[0] + thick / 2, place[1] + min(place[3], 0) - 2)
                )
                canvas.text(x, y, formatted(own, series.number_format), anchor="start" if plot.horizontal else "middle")


def _bar(
    area: Area, along: float, thick: float, shares: tuple[float, float], *, is_across: bool
) -> tuple[float, float, float, float]:
    start, end = shares
    if is_across:
        y = area.y + area.height - along - thick
        return area.x + start * area.width, y, (end - start) * area.width, thick
    return area.x + along, area.y + (1 - start) * area.height, thick, -(end - start) * area.height


def _places(series: Series, area: Area, scales: Scales, raised: Sequence[float]) -> list[list[tuple[float, float]]]:
    """The points of a series on the chart, in stretches without a gap."""
    scale, across = scales
    count = max(len(series.values), 1)
    stretches: list[list[tuple[float, float]]] = [[]]
    for point, value in enumerate(series.values):
        xs = _xs_of(series)
        x = xs[point] if across is not None and point < len(xs) else None
        if value is None or (across is not None and x is None):
            stretches.append([])
            continue
        share = across.share(x) if across is not None and x is not None else (point + 0.5) / count
        y = area.y + (1 - scale.share(value + raised[point])) * area.height
        stretches[-1].append((area.x + share * area.width, y))
    return [stretch for stretch in stretches if stretch]


def _draw_lines(plot: Plot, canvas: Canvas, area: Area, scales: Scales, number: int) -> None:
    raised = [0.0] * max(len(series.values) for series in plot.series)
    totals = [sum(map(abs, column)) or 1.0 for column in _columns(plot)]
    for index, given in enumerate(plot.series):
        series = given
        if plot.grouping == "percentStacked":
            series = _shares(given, totals)
        stretches = _places(series, area, scales, raised)
        colour = _colour(series, number + index)
        below = list(raised)
        if plot.grouping != "standard":
            raised = [
                base + (value or 0.0)
                for base, value in zip(raised, (*series.values, *[0.0] * len(raised)), strict=False)
            ]
        for stretch in stretches:
            path = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in stretch)
            if plot.kind == "area":
                floor = [area.y + (1 - scales[0].share(base)) * area.height for base in below]
                back = "L".join(f"{x:.2f} {floor[n]:.2f}" for n, (x, _) in reversed(list(enumerate(stretch))))
                canvas.path(f"{path}L{back}Z", fill=f"#{colour}")
                continue
            if plot.kind not in {"scatter", "bubble"} or series.smooth:
                canvas.path(path, stroke=f"#{colour}")
            if series.marker:
                for x, y in stretch:
                    canvas.dot(x, y, colour)
        if series.labels or plot.labels:
            shown = (formatted(value, given.number_format) for value in given.values if value is not None)
            for text, (x, y) in zip(shown, (place for stretch in stretches for place in stretch), strict=False):
                canvas.text(x, y - 4, text)


def _shares(series: Series, totals: Sequence[float]) -> Series:
    values = tuple(
        value / total if value is not None else None for value, total in zip(series.values, totals, strict=False)
    )
    return Series(series.name, values, series.categories, series.xs, series.colour, series.point_colours)


_DRAWERS: dict[str, Callable[[Plot, Canvas, Area, Scales, int], None]] = {
    "bar": _draw_bars,
    "line": _draw_lines,
    "area": _draw_lines,
    "scatter": _draw_lines,
    "bubble": _draw_lines,
    "stock": _draw_lines,
}
