from packetgen.document.charts import Chart, read_chart
from packetgen.document.theme import read_theme
from packetgen.ooxml.names import PREFIXES
from packetgen.ooxml.xml import parse_xml


def chart(inner: str) -> Chart:
    names = f'xmlns:c="{PREFIXES["c"]}" xmlns:a="{PREFIXES["a"]}"'
    root = parse_xml(
        f"<c:chartSpace {names}><c:chart><c:plotArea>{inner}</c:plotArea></c:chart></c:chartSpace>".encode(), "x"
    ).value
    assert root is not None
    return read_chart(root, read_theme(None, ""))


def cached(name: str, kind: str, *values: str) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values) if value)
    return f'<c:{name}><c:{kind}Ref><c:{kind}Cache><c:ptCount val="{len(values)}"/>{points}</c:{kind}Cache></c:{kind}Ref></c:{name}>'


def test_figures_come_from_the_cache_with_their_gaps() -> None:
    series = f"<c:ser>{cached('tx', 'str', 'Sales')}{cached('cat', 'str', 'a', 'b', 'c')}{cached('val', 'num', '1', '', '3.5')}</c:ser>"
    (plot,) = chart(f'<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/>{series}</c:barChart>').plots
    (made,) = plot.series
    assert (plot.kind, plot.grouping, plot.horizontal) == ("bar", "stacked", True)
    assert (made.name, made.categories, made.values) == ("Sales", ("a", "b", "c"), (1.0, None, 3.5))


def test_a_chart_without_figures_is_one_without_plots() -> None:
    assert chart("").plots == ()
