import re
from typing import Any

import pytest

from packetgen.document.charts import Axis, Chart, Plot, Series
from packetgen.document.model import Document
from packetgen.pdf.chart_parts import formatted, scale_of
from packetgen.pdf.charts import chart_svg
from packetgen.pdf.context import Context
from packetgen.pdf.typeset import Typesetter

CONTEXT = Context(
    Document((), even_and_odd=False, title="", language=""), Typesetter(""), frozenset(), lambda _blocks, _context: ""
)
NAMES = ("May", "June")


def svg(*plots: Plot, **more: Any) -> str:
    return chart_svg(Chart(plots, **more), 300, 200, CONTEXT)


def bars(picture: str) -> list[tuple[float, ...]]:
    return [
        tuple(map(float, found))
        for found in re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', picture)
    ]


def series(*values: float | None, name: str = "a", **more: Any) -> Series:
    return Series(name, values, NAMES[: len(values)], **more)


def test_bars_are_as_high_as_their_values() -> None:
    one, two = bars(svg(Plot("bar", (series(10.0, 20.0),))))
    assert two[3] == pytest.approx(2 * one[3], abs=0.05)
    assert one[1] + one[3] == pytest.approx(two[1] + two[3], abs=0.05)


def test_stacked_bars_stand_on_each_other_and_those_of_shares_fill_the_height() -> None:
    first, second = bars(svg(Plot("bar", (series(10.0), series(20.0, name="b")), grouping="stacked")))
    assert second[1] + second[3] == pytest.approx(first[1], abs=0.05)
    assert first[0] == second[0]
    first, second = bars(svg(Plot("bar", (series(10.0), series(30.0, name="b")), grouping="percentStacked")))
    assert second[3] == pytest.approx(3 * first[3], abs=0.1)
    assert "100%" in svg(Plot("bar", (series(1.0),), grouping="percentStacked"))


def test_bars_of_a_lying_chart_are_as_wide_as_their_values_and_below_zero_they_reach_back() -> None:
    one, two = bars(svg(Plot("bar", (series(10.0, -10.0),), horizontal=True)))
    assert one[2] == pytest.approx(two[2], abs=0.05)
    assert two[0] + two[2] == pytest.approx(one[0], abs=0.05)


def test_a_missing_value_parts_a_line() -> None:
    picture = svg(Plot("line", (Series("a", (1.0, 2.0, None, 3.0, 4.0)),)))
    assert len(re.findall(r'<path d="M', picture)) == 2
    assert picture.count("<circle") == 4


def test_wedges_of_a_pie_turn_by_their_share_and_one_alone_is_a_whole_circle() -> None:
    picture = svg(Plot("pie", (series(3.0, 1.0),)))
    assert re.findall(r" 0 ([01]) 1 ", picture) == ["1", "0"]
    assert svg(Plot("pie", (series(5.0),))).count("<path") == 1


@pytest.mark.parametrize("kind", ["bar", "line", "area", "pie", "doughnut", "scatter", "radar"])
def test_a_chart_names_its_title_axes_and_series(kind: str) -> None:
    plot = Plot(kind, (series(1.0, 2.0, name="雨量"),))
    picture = svg(plot, title="积水次数", legend="b", value_axis=Axis(title="次"))
    assert "积水次数" in picture
    assert ("May" if kind in {"pie", "doughnut"} else "雨量") in picture
    assert ("次</text>" in picture) is (kind not in {"pie", "doughnut", "radar"})


def test_a_kind_that_is_not_drawn_makes_no_picture() -> None:
    assert svg(Plot("surface", (series(1.0),))) == ""
    assert svg() == ""


@pytest.mark.parametrize(
    ("values", "ends", "step"),
    [
        ((3.0, 47.0), (0.0, 50.0), 10.0),
        ((-5.0, 12.0), (-5.0, 15.0), 5.0),
        ((0.0, 0.0), (0.0, 1.2), 0.2),
        ((920.0, 990.0), (0.0, 1200.0), 200.0),
    ],
)
def test_scales_have_round_steps_and_hold_all_values(
    values: tuple[float, ...], ends: tuple[float, float], step: float
) -> None:
    scale = scale_of(values, None, None)
    assert (scale.first, scale.last) == pytest.approx(ends)
    assert scale.step == pytest.approx(step)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.256, "0.0%", "25.6%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (2.5, "General", "2.5"),
        (12.0, "0", "12"),
        (3.0, "", "3"),
    ],
)
def test_numbers_are_written_in_the_format_of_the_sheet(value: float, code: str, text: str) -> None:
    assert formatted(value, code) == text
