"""The font table part: what a file says of the faces that it names."""

from packetgen.document.model import DeclaredFace
from packetgen.ooxml.names import qn
from packetgen.ooxml.xml import Element

_VAL = qn("w:val")


def declared_faces(root: Element | None) -> dict[str, DeclaredFace]:
    """The faces of the table by name."""
    if root is None:
        return {}
    return {font.get(qn("w:name"), ""): _declared(font) for font in root.findall(qn("w:font"))}


def _declared(font: Element) -> DeclaredFace:
    def value(name: str) -> str:
        child = font.find(qn(f"w:{name}"))
        return child.get(_VAL, "") if child is not None else ""

    return DeclaredFace(
        alternatives=tuple(name.strip() for name in value("altName").split(",") if name.strip()),
        family="" if value("family") == "auto" else value("family"),
        panose=value("panose1"),
        fixed_pitch=value("pitch") == "fixed",
    )
