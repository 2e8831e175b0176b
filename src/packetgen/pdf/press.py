"""What stays in a process from one printed document to the next: loaded faces and parsed rules.

Reading the faces and parsing the style sheet took a fifth of the time of a document. Classes and faces are named by
what they are (layout.py, typeset.py), so that a rule serves every later document too.
"""

from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

from packetgen.fonts import Prepared
from packetgen.pdf.engine import engine
from packetgen.pdf.layout import FIXED, Html

_MOST_RULES = 5000
"""A process that prints many foreign files starts anew here, or its matching would slow down."""


class Press:
    """Faces and rules that the engine knows."""

    def __init__(self, weasyprint: Any) -> None:  # noqa: ANN401  # the library has no types
        import cssselect2  # type: ignore[import-untyped]  # noqa: PLC0415  # comes with the engine

        self._engine = weasyprint
        self.counters = weasyprint.css.counters.CounterStyle()
        self.faces = weasyprint.text.fonts.FontConfiguration()
        self._families: set[str] = set()
        self._matcher = cssselect2.Matcher()
        self._known: set[str] = set()
        self._add(FIXED)

    @property
    def is_worn(self) -> bool:
        return len(self._known) > _MOST_RULES

    def sheet(self, html: Html) -> Any:  # noqa: ANN401
        """The style sheet of a document, its faces loaded."""
        for name, prepared in html.typesetter.families.items():
            if name not in self._families:
                _load(self.faces, name, prepared)
                self._families.add(name)
        new = {name: rule for name, rule in html.rules.items() if name not in self._known}
        self._known.update(new)
        return self._add("".join(f".{name}{{{rule}}}" for name, rule in new.items()) + html.pages)

    def _add(self, text: str) -> Any:  # noqa: ANN401
        return self._engine.CSS(string=text, font_config=self.faces, counter_style=self.counters, matcher=self._matcher)


@cache
def _presses() -> list[Press]:
    return []


def press() -> Press:
    """The press of this process."""
    presses = _presses()
    if not presses or presses[0].is_worn:
        presses[:] = [Press(engine())]
    return presses[0]


def parsed(text: str, fetcher: Any) -> Any:  # noqa: ANN401
    """Well-formed HTML as the engine's source, without the engine's own sheet (layout.FIXED is in its place).

    It is read by the XML parser: the engine's own parser takes 15 times as long.
    """
    weasyprint = engine()
    import cssselect2  # noqa: PLC0415

    made = weasyprint.HTML.__new__(weasyprint.HTML)
    made.base_url, made.url_fetcher, made.media_type = None, fetcher, "print"
    # The text is our own, written by layout.py: no entities, no document type.
    root = ET.fromstring(text)  # noqa: S314  # our own text
    made.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    made.etree_element = made.wrapper_element.etree_element
    made._ua_stylesheets = lambda forms=False: []  # noqa: ARG005, SLF001  # no other way in
    return made


_OFF = ("kern", "liga", "clig")
"""Features of faces that are off unless an element asks for them."""


def _load(faces: Any, name: str, prepared: Prepared) -> None:  # noqa: ANN401
    """Load a face under a name of ours, from where it lies: the engine's own way copies the file first."""
    from weasyprint.text import ffi  # noqa: PLC0415
    from weasyprint.text.fonts import PREFERRED_ENCODING  # noqa: PLC0415

    index = prepared.face.index if prepared.file.as_posix() == prepared.face.path else 0
    match = ET.Element("match", target="scan")
    for key, kind, value in (("file", "string", prepared.file.as_posix()), ("index", "int", str(index))):
        test = ET.SubElement(match, "test", name=key, compare="eq")
        ET.SubElement(test, kind).text = value
    # In front of the family's own names, since Pango fails where the name is replaced.
    edit = ET.SubElement(match, "edit", name="family", mode="prepend")
    ET.SubElement(edit, "string").text = name
    # Word kerns only where it is asked for (looks.py), and joins no letters. Said of a face it costs nothing, said of
    # an element all sharing.
    plain = ET.Element("match", target="font")
    test = ET.SubElement(plain, "test", name="file", compare="eq")
    ET.SubElement(test, "string").text = prepared.file.as_posix()
    edit = ET.SubElement(plain, "edit", name="fontfeatures", mode="assign_replace")
    for feature in _OFF:
        ET.SubElement(edit, "string").text = f"{feature} 0"
    root = ET.Element("fontconfig")
    root.extend((match, plain))
    header = b'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
    config = faces._config  # noqa: SLF001  # what the engine's own way registers with
    ffi.fontconfig.FcConfigParseAndLoadFromMemory(config, header + ET.tostring(root), True)
    ffi.fontconfig.FcConfigAppFontAddFile(config, prepared.file.as_posix().encode(PREFERRED_ENCODING))
    ffi.pangoft2.pango_fc_font_map_config_changed(ffi.ffi.cast("PangoFcFontMap *", faces.font_map))
