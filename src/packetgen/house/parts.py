"""The parts of a Word file that a house decides: numbering, settings, fonts, header and footer, page."""

import re
from collections.abc import Iterable

from packetgen.house.model import STYLE_NAMES, House, Level, Style
from packetgen.house.styles import language_tags, twips
from packetgen.ooxml.escape import attribute, text
from packetgen.ooxml.names import R, W

HEADINGS, NUMBERS, BULLETS = 1, 2, 3
"""Ids of the abstract numberings; number instance 1 is the headings', those of lists follow."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LEVELS = 9
_RESTART = "".join(
    f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(3)
)
_MM = 72 / 25.4


def millimetres(value: float) -> int:
    """Millimetres to twips."""
    return twips(value * _MM)


def numbering_xml(house: House, lists: Iterable[tuple[int, bool]]) -> bytes:
    """The numbering part. `lists` are (number id, ordered) of the document's lists, each numbered from 1."""
    body = [
        _DECLARATION,
        f'<w:numbering xmlns:w="{W}">',
        _abstract(HEADINGS, (*house.headings, _numbered(house)), styles=_heading_styles(house)),
        _abstract(NUMBERS, house.lists, house=house),
        _bullets(house),
        f'<w:num w:numId="1"><w:abstractNumId w:val="{HEADINGS}"/></w:num>',
    ]
    for number, ordered in lists:
        abstract = NUMBERS if ordered else BULLETS
        restart = _RESTART if ordered else ""
        body.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{restart}</w:num>')
    body.append("</w:numbering>")
    return "".join(body).encode()


def _numbered(house: House) -> Level:
    """The level of paragraphs that count below their heading: 3.1, 3.2 under heading 3, whatever the house's levels."""
    return Level("decimal", f"%1.%{len(house.headings) + 1}", "tab")


def _heading_styles(house: House) -> tuple[str, ...]:
    tokens = (*(f"heading-{level}" for level in range(1, len(house.headings) + 1)), "numbered")
    return tuple(STYLE_NAMES[token][0] for token in tokens)


def _abstract(
    number: int, levels: tuple[Level, ...], *, styles: tuple[str, ...] = (), house: House | None = None
) -> str:
    bound = styles or ("",) * len(levels)
    made = "".join(_level(index, *each, house=house) for index, each in enumerate(zip(levels, bound, strict=True)))
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{made}</w:abstractNum>'


def _level(index: int, level: Level, style: str, *, house: House | None) -> str:
    bound = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{level.format}"/>{bound}'
        f'<w:suff w:val="{level.suffix}"/><w:lvlText w:val="{attribute(level.text)}"/><w:lvlJc w:val="left"/>'
        f"{_level_indent(index, house)}</w:lvl>"
    )


def _level_indent(index: int, house: House | None) -> str:
    return "" if house is None else _deeper(index, house.styles["list-number"], house.styles["base"].size or 0)


def _deeper(index: int, style: Style, size: float) -> str:
    """Deeper levels of a hanging list stand further in; a list of indented paragraphs keeps its style's indent."""
    if style.hanging is None:
        chars = style.first_line_chars or 0
        return f'<w:pPr><w:ind w:firstLineChars="{round(chars * 100)}" w:firstLine="{twips(chars * size)}"/></w:pPr>'
    left = twips((style.left or 0) * (index + 1))
    return f'<w:pPr><w:ind w:left="{left}" w:hanging="{twips(style.hanging)}"/></w:pPr>'


def _bullets(house: House) -> str:
    style = house.styles["list-bullet"]
    suffix = "tab" if style.hanging is not None else "nothing"
    size = house.styles["base"].size or 0
    levels = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:suff w:val="{suffix}"/>'
        f'<w:lvlText w:val="{attribute(house.bullet)}"/><w:lvlJc w:val="left"/>{_deeper(index, style, size)}</w:lvl>'
        for index in range(_LEVELS)
    )
    kind = '<w:multiLevelType w:val="hybridMultilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{BULLETS}">{kind}{levels}</w:abstractNum>'


def settings_xml(house: House) -> bytes:
    latin, asian = language_tags(house)
    odd_even = "<w:evenAndOddHeaders/>" if house.page.odd_even else ""
    return (
        f'{_DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>'
        f'<w:defaultTabStop w:val="420"/>{odd_even}<w:characterSpacingControl w:val="compressPunctuation"/>'
        "<w:compat><w:doNotExpandShiftReturn/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="{latin}" w:eastAsia="{asian}"/></w:settings>'
    ).encode()


def font_table_xml(house: House) -> bytes:
    faces = sorted({face for font in house.fonts.values() for face in (font.east_asian, font.latin)})
    entries = "".join(_font(face, house.alternatives.get(face, "")) for face in faces)
    return f'{_DECLARATION}<w:fonts xmlns:w="{W}">{entries}</w:fonts>'.encode()


def _font(face: str, alternatives: str) -> str:
    names = attribute(",".join(part for part in alternatives.split(";") if part))
    other = f'<w:altName w:val="{names}"/>' if names else ""
    return f'<w:font w:name="{attribute(face)}">{other}</w:font>'


def header_footer_xml(element: str, content: str, style: str) -> str:
    """A header or footer part with Jinja in place of what differs from deal to deal.

    `>>` sets what follows right; what stands in `[...]` is left out where the deal does not state its field.
    """
    runs = "".join(_segment(part) for part in re.split(r"(\[[^\]]*\])", content) if part)
    return (
        f'{_DECLARATION}<w:{element} xmlns:w="{W}" xmlns:r="{R}"><w:p><w:pPr>'
        f'<w:pStyle w:val="{STYLE_NAMES[style][0]}"/></w:pPr>{runs}</w:p></w:{element}>'
    )


_STATED = re.compile(r"\{(classification|version)\}")


def _segment(text_: str) -> str:
    stated = _STATED.search(text_)
    if not (text_.startswith("[") and stated):
        return _pieces(text_)
    return f"{{% if meta.{stated[1]} %}}{_pieces(text_[1:-1])}{{% endif %}}"


def _pieces(text_: str) -> str:
    return "".join(_piece(part) for part in re.split(r"(\{\w+\}|\s*>>\s*)", text_) if part)


_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def _piece(part: str) -> str:
    if part in _FIELDS:
        kinds = ("begin", "separate", "end")
        begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
        code = f'<w:r><w:instrText xml:space="preserve"> {_FIELDS[part]} </w:instrText></w:r>'
        return f"{begin}{code}{separate}<w:r><w:t>1</w:t></w:r>{end}"
    if part.strip() == ">>":
        return "<w:r><w:tab/></w:r>"
    if part == "{title}":
        return "{{ 'title'|_sink }}"
    if stated := _STATED.fullmatch(part):
        return f"{{% if meta.{stated[1]} %}}{{{{ meta.{stated[1]} }}}}{{% endif %}}"
    return f'<w:r><w:t xml:space="preserve">{text(part)}</w:t></w:r>'


def section_xml(house: House, references: str) -> str:
    """The section's properties, with the references to its headers and footers in front."""
    page = house.page
    grid = f'<w:docGrid w:type="lines" w:linePitch="{twips(page.pitch)}"/>' if page.pitch else ""
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{millimetres(page.width)}" w:h="{millimetres(page.height)}"/>'
        f'<w:pgMar w:top="{millimetres(page.top)}" w:right="{millimetres(page.right)}"'
        f' w:bottom="{millimetres(page.bottom)}" w:left="{millimetres(page.left)}"'
        f' w:header="{millimetres(page.header)}" w:footer="{millimetres(page.footer)}" w:gutter="0"/>{grid}</w:sectPr>'
    )
