"""A house's tokens to styles.xml: every look of a draft stands here, and every style names a face for every script."""

from packetgen.house.model import CHARACTER_STYLES, STYLE_NAMES, TABLE_STYLES, House, Style, TableLook
from packetgen.ooxml.escape import attribute
from packetgen.ooxml.names import W

TWIPS = 20
_OUTLINE = {"title": None, "heading-1": 0, "heading-2": 1, "heading-3": 2, "heading-4": 3}
_ALIGNMENTS = {"left": "left", "centre": "center", "right": "right", "justify": "both"}
_GALLERY = frozenset({"body", "title", "subtitle", "heading-1", "heading-2", "heading-3", "heading-4", "caption"})


def twips(points: float) -> int:
    return round(points * TWIPS)


def language_tags(house: House) -> tuple[str, str]:
    """The `w:lang` values of a house: for Latin and for East Asian text."""
    if house.locale.startswith("zh"):
        return "en-US", house.locale
    return {"en": "en-GB"}.get(house.locale, house.locale), "zh-CN"


def styles_xml(house: House) -> bytes:
    """The styles part."""
    latin, asian = language_tags(house)
    body = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
        f'<w:styles xmlns:w="{W}">',
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_run(house, house.styles['base'])}",
        f'<w:lang w:val="{latin}" w:eastAsia="{asian}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>',
        "<w:pPrDefault/></w:docDefaults>",
        *(_paragraph_style(house, name) for name in STYLE_NAMES),
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">',
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        *(_character_style(house, name) for name in CHARACTER_STYLES),
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>',
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>',
        "<w:tblCellMar>",
        *(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in _MARGINS),
        "</w:tblCellMar></w:tblPr></w:style>",
        *(_table_style(house.tables[name], name) for name in TABLE_STYLES),
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>',
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style></w:styles>',
    ]
    return "".join(body).encode()


_MARGINS = (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))


def _paragraph_style(house: House, token: str) -> str:
    style = house.styles[token]
    style_id, name = STYLE_NAMES[token]
    is_base = token == "base"
    based_on = "" if is_base else f'<w:basedOn w:val="{STYLE_NAMES[style.based_on or "base"][0]}"/>'
    follows = f'<w:next w:val="{STYLE_NAMES["body"][0]}"/>' if token in _OUTLINE else ""
    gallery = "<w:qFormat/>" if token in _GALLERY or is_base else ""
    custom = "" if name.lower() in _BUILT_IN else ' w:customStyle="1"'
    default = ' w:default="1"' if is_base else ""
    run = "" if is_base else _run(house, style)
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f"{based_on}{follows}{gallery}<w:pPr>{_paragraph(house, token, style)}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


_BUILT_IN = frozenset(
    name.lower()
    for token, (_, name) in STYLE_NAMES.items()
    if name.lower()
    in {
        "normal", "body text", "title", "subtitle", "heading 1", "heading 2", "heading 3", "heading 4",
        "list number", "list bullet", "caption", "header", "footer", "toc heading", "toc 1", "toc 2",
        "salutation", "closing", "signature", "date",
    }
)  # fmt: skip


def _paragraph(house: House, token: str, style: Style) -> str:
    """Paragraph properties in the order of the schema."""
    outline = _OUTLINE.get(token)
    level = len(house.headings) if token == "numbered" else outline  # a style's token
    base_size = _size(house, style)
    parts = [
        "<w:keepNext/>" if style.keep_next else "",
        "<w:pageBreakBefore/>" if style.page_break_before else "",
        '<w:widowControl w:val="0"/>' if token == "base" and house.page.pitch else "",
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' if level is not None else "",
        _box(style),
        f'<w:shd w:val="clear" w:color="auto" w:fill="{style.shading}"/>' if style.shading else "",
        _tabs(house, token),
        "<w:kinsoku/><w:overflowPunct/>" if token == "base" and house.page.pitch else "",
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>' if token == "base" and house.page.pitch else "",
        "" if style.grid is None else f'<w:snapToGrid w:val="{int(style.grid)}"/>',
        _spacing(style),
        _indent(style, base_size),
        f'<w:jc w:val="{_ALIGNMENTS[style.alignment]}"/>' if style.alignment else "",
        f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else "",
    ]
    return "".join(parts)


def _size(house: House, style: Style) -> float:
    return style.size or house.styles["base"].size or 0.0


def _box(style: Style) -> str:
    if not style.box:
        return ""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="7F7F7F"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return f"<w:pBdr>{sides}</w:pBdr>"


def _tabs(house: House, token: str) -> str:
    if token not in {"header", "footer", "footer-even", "toc-1", "toc-2"}:
        return ""
    leader = ' w:leader="dot"' if token.startswith("toc") else ""
    width = twips(house.page.text_width / 25.4 * 72)
    return f'<w:tabs><w:tab w:val="right"{leader} w:pos="{width}"/></w:tabs>'


def _spacing(style: Style) -> str:
    values: list[str] = []
    if style.before is not None:
        values.append(f'w:before="{twips(style.before)}"')
    if style.after is not None:
        values.append(f'w:after="{twips(style.after)}"')
    if style.line is not None:
        rule, _, exact = style.line.partition(" ")
        if rule == "exact":
            values.append(f'w:line="{twips(float(exact))}" w:lineRule="exact"')
        else:
            multiple = 1.0 if rule == "single" else float(rule)
            values.append(f'w:line="{round(multiple * 240)}" w:lineRule="auto"')
    return f"<w:spacing {' '.join(values)}/>" if values else ""


def _indent(style: Style, size: float) -> str:
    """Indents in characters carry their width in twips too: readers differ on which of the two they take."""
    values: list[str] = []
    for name, chars, points in (
        ("left", style.left_chars, style.left),
        ("right", style.right_chars, style.right),
        ("hanging", style.hanging_chars, style.hanging),
        ("firstLine", style.first_line_chars, None),
    ):
        if chars is not None:
            values.append(f'w:{name}Chars="{round(chars * 100)}" w:{name}="{twips(chars * size)}"')
        elif points is not None:
            values.append(f'w:{name}="{twips(points)}"')
    return f"<w:ind {' '.join(values)}/>" if values else ""


def _run(house: House, style: Style) -> str:
    """Run properties in the order of the schema."""
    parts: list[str] = []
    if style.font is not None:
        font = house.fonts[style.font]
        latin, asian = attribute(font.latin), attribute(font.east_asian)
        parts.append(f'<w:rFonts w:ascii="{latin}" w:eastAsia="{asian}" w:hAnsi="{latin}" w:cs="{latin}"/>')
    for name, value in (("b", style.bold), ("i", style.italic)):
        if value is not None:
            parts.append(f"<w:{name}/><w:{name}Cs/>" if value else f'<w:{name} w:val="0"/><w:{name}Cs w:val="0"/>')
    if style.colour:
        parts.append(f'<w:color w:val="{style.colour}"/>')
    if style.spacing is not None:
        parts.append(f'<w:spacing w:val="{twips(style.spacing)}"/>')
    if style.size is not None:
        parts.append(f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/>')
    if style.underline:
        parts.append('<w:u w:val="single"/>')
    return "".join(parts)


def _character_style(house: House, token: str) -> str:
    style_id, name = CHARACTER_STYLES[token]
    custom = ' w:customStyle="1"' if token == "placeholder" else ""
    return (
        f'<w:style w:type="character"{custom} w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{_run(house, house.characters[token])}</w:rPr>'
        "</w:style>"
    )


def _table_style(look: TableLook, token: str) -> str:
    style_id, name = TABLE_STYLES[token]
    margin = twips(look.cell_margin)
    rule = ""
    if look.rule:
        rule = "".join(
            f'<w:{side} w:val="single" w:sz="{round(look.rule * 8)}" w:space="0" w:color="{look.colour}"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
    shading = look.header_shading if token == "table" else None
    first = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{shading}"/></w:tcPr>' if shading else ""
    conditional = f'<w:tblStylePr w:type="firstRow">{first}</w:tblStylePr>' if first else ""
    borders = f"<w:tblBorders>{rule}</w:tblBorders>" if rule else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr>{borders}'
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr>{conditional}</w:style>"
    )
