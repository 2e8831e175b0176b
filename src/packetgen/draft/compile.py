"""A content template and a house style to a Word template, and its members that no deal changes."""

from collections.abc import Iterable, Mapping

from packetgen.draft.body import BodyWriter
from packetgen.draft.dialect import JinjaDialect
from packetgen.draft.model import DOCUMENT, WordTemplate
from packetgen.house.model import House
from packetgen.house.parts import font_table_xml, header_footer_xml, section_xml, settings_xml
from packetgen.house.styles import styles_xml
from packetgen.ooxml.names import RELATIONSHIPS, R, W
from packetgen.ooxml.write import Member, deflate
from packetgen.storage import digest
from packetgen.template.compile import compile_jinja
from packetgen.template.model import Template

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = (("styles", "styles"), ("numbering", "numbering"), ("settings", "settings"), ("fontTable", "fontTable"))


def compile_template(template: Template, house: House, written: bytes) -> WordTemplate:
    """Compile a parsed template on a house. `written` is what the template was parsed from, for its digest."""
    headings = header_parts(house)
    parts = {DOCUMENT: compile_jinja(document_xml(template, house))}
    parts |= {f"word/{name}.xml": compile_jinja(xml) for name, (_, xml) in headings.items()}
    return WordTemplate(
        parts=parts,
        members=static_members(house, headings),
        runs={},
        house=house,
        locale=template.locale,
        digest=digest(written + house.digest.encode()),
    )


def document_xml(template: Template, house: House) -> str:
    """The body part with its tags as Jinja."""
    body = BodyWriter(house, JinjaDialect()).blocks(template.blocks)
    return (
        f'{_DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}'
        f"\n{section_xml(house, references(header_parts(house)))}</w:body></w:document>"
    )


def header_parts(house: House) -> Mapping[str, tuple[str, str]]:
    """Header and footer parts of a house by name: (the kind of pages that they serve, their XML)."""
    found: dict[str, tuple[str, str]] = {}
    if house.header:
        found["header1"] = ("default", header_footer_xml("hdr", house.header, "header"))
        if house.page.odd_even:
            found["header2"] = ("even", header_footer_xml("hdr", house.header, "header"))
    if house.footer:
        found["footer1"] = ("default", header_footer_xml("ftr", house.footer, "footer"))
        if house.page.odd_even:
            found["footer2"] = ("even", header_footer_xml("ftr", house.footer_even or house.footer, "footer-even"))
    return found


def references(parts: Mapping[str, tuple[str, str]]) -> str:
    return "".join(
        f'<w:{name[:6]}Reference w:type="{kind}" r:id="{name}"/>'
        for name, (kind, _) in sorted(parts.items(), reverse=True)
    )


def static_members(
    house: House, headings: Iterable[str], own: Mapping[str, str] | None = None, links: str = "", styles: str = ""
) -> Mapping[str, Member]:
    """The members that are the same in every draft of a template.

    Args:
        house: what styles, settings and fonts come from.
        headings: the names of header and footer parts, `header1` and so on.
        own: content types of a Word file's own further parts, by name.
        links: `Relationship` elements of the document part to those.
        styles: definitions of styles besides the house's.
    """
    names = tuple(headings)
    texts = {
        "[Content_Types].xml": _content_types(names, own or {}),
        "_rels/.rels": _package_relationships(),
        "word/_rels/document.xml.rels": _document_relationships(names, links),
        "word/styles.xml": styles_xml(house).replace(b"</w:styles>", f"{styles}</w:styles>".encode()),
        "word/settings.xml": settings_xml(house),
        "word/fontTable.xml": font_table_xml(house),
    }
    return {name: deflate(data) for name, data in texts.items()}


def _content_types(headings: Iterable[str], own: Mapping[str, str]) -> bytes:
    overrides = {f"/{name}": kind for name, kind in own.items()}
    overrides |= {"/word/document.xml": f"{_TYPES}.document.main+xml"}
    overrides |= {f"/word/{part}.xml": f"{_TYPES}.{kind}+xml" for kind, part in _PARTS}
    overrides |= {f"/word/{name}.xml": f"{_TYPES}.{name[:6]}+xml" for name in headings}
    overrides |= {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    }
    entries = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in sorted(overrides.items()))
    return (
        f'{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{entries}</Types>'
    ).encode()


def _relationships(entries: Mapping[str, tuple[str, str]], links: str = "") -> bytes:
    made = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, (kind, target) in entries.items()
    )
    return f'{_DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{made}{links}</Relationships>'.encode()


def _package_relationships() -> bytes:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return _relationships(
        {
            "document": (f"{_REL}/officeDocument", "word/document.xml"),
            "core": (core, "docProps/core.xml"),
            "app": (f"{_REL}/extended-properties", "docProps/app.xml"),
            "custom": (f"{_REL}/custom-properties", "docProps/custom.xml"),
        }
    )


def _document_relationships(headings: Iterable[str], links: str) -> bytes:
    entries = {part: (f"{_REL}/{kind}", f"{part}.xml") for kind, part in _PARTS}
    entries |= {name: (f"{_REL}/{name[:6]}", f"{name}.xml") for name in headings}
    return _relationships(entries, links)
