"""A macro that prints Word files in LibreOffice without gaps between Han and Latin.

LibreOffice has the property but reads none of `w:autoSpaceDE` and `w:autoSpaceDN`: 7.4 was given each of them in
the document's defaults, in styles and in paragraphs, and drew the gaps always.
"""

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_NAME = "Printing"
_BASIC = """
Sub Convert(folder As String, names As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName"
  kind(0).Value = "writer_pdf_Export"
  Dim name As Variant, document As Object, styles As Object, i As Long
  For Each name In Split(names, "|")
    document = StarDesktop.loadComponentFromURL(folder & "/" & name, "_blank", 0, hidden())
    styles = document.StyleFamilies.getByName("ParagraphStyles")
    For i = 0 To styles.Count - 1
      styles.getByIndex(i).ParaIsCharacterDistance = False
    Next
    document.storeToURL(folder & "/out/" & Split(name, ".")(0) & ".pdf", kind())
    document.close(True)
  Next
End Sub
"""
_DOCTYPE = '<!DOCTYPE {0}:{1} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">'


def install(profile: Path) -> None:
    """Put the macro into a profile that LibreOffice has made: it writes over the list of macros when it makes one."""
    folder = profile / "user/basic/Standard"
    script = 'xmlns:script="http://openoffice.org/2000/script"'
    module = (
        f'<script:module {script} script:name="{_NAME}" script:language="StarBasic">{escape(_BASIC)}</script:module>'
    )
    library = (
        '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
        'library:readonly="false" library:passwordprotected="false">'
        f'<library:element library:name="{_NAME}"/></library:library>'
    )
    for name, kind, text in (
        (f"{_NAME}.xba", _DOCTYPE.format("script", "module"), module),
        ("script.xlb", _DOCTYPE.format("library", "library"), library),
    ):
        (folder / name).write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{kind}\n{text}\n', encoding="utf-8")


def call(inputs: Sequence[Path]) -> str:
    """The argument with which LibreOffice prints files of one folder into its folder `out`."""
    folder = inputs[0].parent.as_uri()
    return f'macro:///Standard.{_NAME}.Convert("{folder}","{"|".join(path.name for path in inputs)}")'
