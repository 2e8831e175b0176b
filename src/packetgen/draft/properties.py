"""The file properties of a draft: title, language and id, and nobody's name."""

from collections.abc import Mapping

from packetgen.ooxml.escape import text

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the one that Office uses for custom properties
DRAFT_PROPERTY = "DraftId"


def property_members(draft: str, title: str, locale: str) -> Mapping[str, bytes]:
    core = (
        f"{_DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{text(title)}</dc:title><dc:creator/><dc:identifier>{text(draft)}</dc:identifier>"
        f"<dc:language>{text(locale)}</dc:language></cp:coreProperties>"
    )
    app = (
        f'{_DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Template>Normal.dotm</Template></Properties>"
    )
    custom = (
        f'{_DECLARATION}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}">'
        f'<property fmtid="{_FORMAT_ID}" pid="2" name="{DRAFT_PROPERTY}"><vt:lpwstr>{text(draft)}</vt:lpwstr>'
        "</property></Properties>"
    )
    parts = {"docProps/core.xml": core, "docProps/app.xml": app, "docProps/custom.xml": custom}
    return {name: xml.encode() for name, xml in parts.items()}
