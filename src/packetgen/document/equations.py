"""Office formulas to one line of characters, as a person would type them: a/b, x^2, √(x)."""

from collections.abc import Iterator

from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

_VAL = qn("m:val")


def linear(element: Element) -> str:
    """The characters of a formula, in order; none of its text is lost."""
    return "".join(_parts(element))


def _parts(element: Element) -> Iterator[str]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = child.tag.rpartition("}")[2]
        if name in {"t", "delText"}:
            yield child.text or ""
        elif name == "f":
            yield f"{_grouped(child, 'num')}/{_grouped(child, 'den')}"
        elif name in {"sSup", "sSub", "sSubSup"}:
            yield _member(child, "e") + _script("_", _member(child, "sub")) + _script("^", _member(child, "sup"))
        elif name == "rad":
            degree = _member(child, "deg")
            yield f"{degree}√({_member(child, 'e')})"
        elif name == "nary":
            yield _sign(child, "chr", "∫") + _script("_", _member(child, "sub")) + _script("^", _member(child, "sup"))
            yield _member(child, "e")
        elif name == "d":
            members = [linear(each) for each in child.findall(qn("m:e"))]
            yield _sign(child, "begChr", "(") + _sign(child, "sepChr", "|").join(members) + _sign(child, "endChr", ")")
        elif name == "m":
            rows = (", ".join(linear(cell) for cell in row.findall(qn("m:e"))) for row in child.findall(qn("m:mr")))
            yield f"[{'; '.join(rows)}]"
        elif not name.endswith("Pr"):
            yield from _parts(child)


def _member(element: Element, name: str) -> str:
    child = element.find(qn(f"m:{name}"))
    return linear(child) if child is not None else ""


def _grouped(element: Element, name: str) -> str:
    text = _member(element, name)
    return text if len(text) < 2 or text.isalnum() else f"({text})"  # noqa: PLR2004  # one character needs no bracket


def _script(sign: str, text: str) -> str:
    return "" if not text else sign + text if len(text) == 1 else f"{sign}({text})"


def _sign(element: Element, name: str, default: str) -> str:
    own = next(element.iter(qn(f"m:{name}")), None)
    return own.get(_VAL, "") if own is not None else default
