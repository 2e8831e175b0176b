import pytest

from packetgen.document.equations import linear
from packetgen.ooxml.names import PREFIXES
from packetgen.ooxml.xml import parse_xml


def r(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def e(text: str, name: str = "e") -> str:
    return f"<m:{name}>{r(text)}</m:{name}>"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (f"<m:f>{e('a+b', 'num')}{e('c', 'den')}</m:f>", "(a+b)/c"),
        (f"<m:sSup>{e('x')}{e('2', 'sup')}</m:sSup>", "x^2"),
        (f"<m:sSub>{e('x')}{e('ij', 'sub')}</m:sSub>", "x_(ij)"),
        (f"<m:rad>{e('3', 'deg')}{e('x')}</m:rad>", "3√(x)"),
        (f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>{e("i", "sub")}{e("n", "sup")}{e("i")}</m:nary>', "∑_i^ni"),
        (f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>{e("a")}{e("b")}</m:d>', "[a|b]"),
        (f"<m:m><m:mr>{e('a')}{e('b')}</m:mr><m:mr>{e('c')}{e('d')}</m:mr></m:m>", "[a, b; c, d]"),
        (f"<m:novelty>{r('x')}</m:novelty>", "x"),
    ],
)
def test_a_formula_is_one_line_as_a_person_would_type_it(written: str, expected: str) -> None:
    root = parse_xml(f'<m:oMath xmlns:m="{PREFIXES["m"]}">{written}</m:oMath>'.encode(), "x").value
    assert root is not None
    assert linear(root) == expected
