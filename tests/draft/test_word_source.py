import io
import random
import re
import zipfile
from collections.abc import Callable
from typing import Protocol

import pytest

from packetgen.deal.schema import Audience
from packetgen.diagnostics import Outcome
from packetgen.draft.model import Draft, WordTemplate
from packetgen.draft.word_source import compile_word_file
from packetgen.house.load import load_house
from packetgen.ooxml.write import write_package
from packetgen.shipped import shipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Form(Protocol):
    sample: str

    def ejected(self) -> bytes: ...

    def from_markdown(self) -> Draft: ...

    def from_word(self, data: bytes) -> Draft: ...


Forms = Callable[[], tuple[Form, ...]]


def part(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def with_part(data: bytes, change: Callable[[str], str], name: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {each: package.read(each) for each in package.namelist()}
    return write_package({**members, name: change(members[name].decode()).encode()})


def test_every_shipped_document_is_the_same_file_from_markdown_and_from_its_ejected_word_template(
    forms: Forms,
) -> None:
    assert len(forms()) == 19
    for form in forms():
        markdown, word = form.from_markdown(), form.from_word(form.ejected())
        assert word.data == markdown.data, str(form)
        assert word.spans == markdown.spans, str(form)


def test_tags_are_found_wherever_word_split_them_over_runs(forms: Forms) -> None:
    dice = random.Random(7)  # the same splits each time
    for form in forms():
        ejected = form.ejected()
        whole = form.from_word(ejected)
        split = form.from_word(with_part(ejected, lambda text: _split_runs(text, dice)))
        assert split.paragraphs == whole.paragraphs, str(form)
        assert [(each.path, each.text) for each in split.spans] == [(each.path, each.text) for each in whole.spans]


def _split_runs(text: str, dice: random.Random) -> str:
    def split(match: re.Match[str]) -> str:
        head, words = match[1], match[2]
        cut = dice.randrange(len(words) + 1)
        # Not within an entity such as &amp;
        cut = 0 if "&" in words else cut
        return f"{head}{words[:cut]}</w:t></w:r><w:proofErr/>{head}{words[cut:]}</w:t></w:r>"

    return re.sub(r"(<w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>)([^<]*)</w:t></w:r>", split, text)


# -- files of a user's own


def word_file(body: str, **parts: str) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml"'
        ' ContentType="application/xml"/><Override PartName="/word/document.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    names = {"styles": "styles", "numbering": "numbering"}
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(f'<Relationship Id="r{name}" Type="{kind}/{names[name]}" Target="{name}.xml"/>' for name in parts)
    members = {
        "[Content_Types].xml": types,
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
        ),
    }
    members |= {f"word/{name}.xml": text for name, text in parts.items()}
    return write_package({name: text.encode() for name, text in members.items()})


def paragraph(words: str, properties: str = "", look: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


Fill = Callable[..., Outcome[Draft]]


def filled(fill_word: Fill, body: str, **parts: str) -> Draft:
    result = fill_word(word_file(body, **parts))
    assert result.value is not None, result.diagnostics
    return result.value


def test_a_value_takes_the_look_of_its_tag(fill_word: Fill) -> None:
    made = filled(fill_word, paragraph("{{ customer.name }}", look='<w:b/><w:color w:val="C00000"/>'))
    assert '<w:rPr><w:b/><w:color w:val="C00000"/></w:rPr><w:t xml:space="preserve">临澜市水务局' in part(made.data)


def test_a_missing_value_is_marked_whatever_the_look_of_its_tag(fill_word: Fill) -> None:
    made = filled(fill_word, paragraph("{{ pilot.start | date }}", look="<w:b/>"))
    assert '<w:rStyle w:val="Placeholder"/>' in part(made.data)
    assert [span.path for span in made.placeholders] == ["pilot.start"]


def test_quotes_that_word_made_curly_are_quotes_of_the_language(fill_word: Fill) -> None:
    made = filled(fill_word, paragraph("{{ pilot.insurance\u00a0| default(“另行商定”) }}"))
    assert made.paragraphs[0] == "另行商定"
    made = filled(fill_word, paragraph("{{ pilot.insurance | default('“另行”商定') }}"))
    assert made.paragraphs[0] == "“另行”商定"


def test_text_that_looks_like_code_stays_text(fill_word: Fill) -> None:
    made = filled(fill_word, paragraph("{ a } &amp; &lt;b&gt; {{ customer.name }} 100%"))
    assert made.paragraphs[0] == "{ a } & <b> 临澜市水务局 100%"


def test_statements_take_the_place_of_their_paragraphs_and_rows(fill_word: Fill) -> None:
    cell = "<w:tc><w:tcPr/>{}</w:tc>"
    rows = ("{%tr for k in pilot.kpis %}", "{{ k.name }}", "{%tr endfor %}")
    table = "".join(f"<w:tr>{cell.format(paragraph(each))}</w:tr>" for each in rows)
    body = "".join(map(paragraph, ("{%p if pilot.value %}", "有", "{%p else %}", "无", "{%p endif %}")))
    made = filled(fill_word, f"{body}<w:tbl><w:tblPr/><w:tblGrid/>{table}</w:tbl>{paragraph('完')}")
    assert made.paragraphs == ("有", "提前量", "命中率", "完")


def test_a_value_of_several_paragraphs_fills_several_paragraphs(fill_word: Fill) -> None:
    made = filled(fill_word, paragraph("{{ pilot.why_pilot }}", '<w:jc w:val="right"/>'))
    assert made.paragraphs == ("第一段。", "第二段。")
    assert part(made.data).count('<w:jc w:val="right"/>') == 2


NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '</w:lvl></w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
)
ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr>'


def test_a_list_goes_on_through_a_loop_of_its_items_and_restarts_in_a_loop_of_more(fill_word: Fill) -> None:
    loop, end = paragraph("{%p for k in pilot.kpis %}"), paragraph("{%p endfor %}")
    through = filled(fill_word, loop + paragraph("{{ k.name }}", ITEM) + end, numbering=NUMBERING)
    assert len(set(re.findall(r'<w:numId w:val="(\d+)"/>', part(through.data)))) == 1
    body = loop + paragraph("{{ k.name }}") + paragraph("一", ITEM) + paragraph("二", ITEM) + end
    anew = filled(fill_word, body, numbering=NUMBERING)
    assert re.findall(r'<w:numId w:val="(\d+)"/>', part(anew.data)) == ["2", "2", "3", "3"]


def test_styles_are_the_houses_by_name_and_others_come_along(fill_word: Fill) -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="a1"><w:name w:val="Heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="My box"/><w:basedOn w:val="a1"/></w:style></w:styles>'
    )
    body = paragraph("甲", '<w:pStyle w:val="a1"/>') + paragraph("乙", '<w:pStyle w:val="a2"/>')
    made = filled(fill_word, body, styles=styles)
    assert re.findall(r'<w:pStyle w:val="(\w+)"/>', part(made.data)) == ["Heading1", "Owna2"]
    carried = part(made.data, "word/styles.xml").partition('w:styleId="Owna2"')[2]
    assert carried.startswith('><w:name w:val="My box"/><w:basedOn w:val="Heading1"/>')


def test_marks_of_editors_and_their_comments_do_not_reach_a_draft(fill_word: Fill) -> None:
    body = (
        '<w:p w:rsidR="00A1"><w:commentRangeStart w:id="1"/><w:bookmarkStart w:id="0" w:name="_GoBack"/>'
        '<w:r w:rsidRPr="00B2"><w:t>{{ customer</w:t></w:r><w:bookmarkEnd w:id="0"/><w:r><w:t>.name }}</w:t></w:r>'
        '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>'
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>内</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    made = filled(fill_word, body)
    assert made.paragraphs == ("临澜市水务局", "内")
    for mark in ("rsid", "comment", "_GoBack", "w:sdt"):
        assert mark not in part(made.data)


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        (paragraph("{{ customer.adress }}"), "PG307", "¶1"),
        (paragraph("a") + paragraph("{{ customer.name"), "PG301", "¶2"),
        (paragraph("{{ vendor.name }}"), "PG309", "¶1"),
        (paragraph("{%p for k in pilot.kpis %}") + paragraph("x"), "PG320", "¶1"),
        (paragraph("{%p endfor %}"), "PG321", "¶1"),
        (paragraph("{%p set x = 1 %}"), "PG335", "¶1"),
        (paragraph("{%- if pilot.value %}x{% endif %}"), "PG303", "¶1"),
        (paragraph("{{r pilot.value }}"), "PG342", "¶1"),
        (paragraph("{%tc if pilot.value %}"), "PG342", "¶1"),
        (paragraph("x{%p if pilot.value %}") + paragraph("{%p endif %}"), "PG345", "¶1"),
        (paragraph("{%p if pilot.value %}{%p endif %}"), "PG345", "¶1"),
        (paragraph("{% if pilot.value %}") + paragraph("x") + paragraph("{% endif %}"), "PG344", "¶1"),
        ("<w:p><w:r><w:t>{{ customer</w:t><w:br/><w:t>.name }}</w:t></w:r></w:p>", "PG341", "¶1"),
        ("<w:p><w:ins><w:r><w:t>{{ customer.name }}</w:t></w:r></w:ins></w:p>", "PG340", ""),
        ("<w:p><w:r><w:instrText>REF {{ customer.name }}</w:instrText></w:r></w:p>", "PG343", "¶1"),
    ],
)
def test_every_fault_has_its_code_and_paragraph(body: str, code: str, place: str) -> None:
    result = compiled(body)
    assert result.value is None
    assert [each.code for each in result.diagnostics][:1] == [code]
    span = result.diagnostics[0].span
    assert span is not None
    assert span.source.endswith(place)


def test_all_faults_of_a_file_are_reported_at_once() -> None:
    result = compiled(
        paragraph("{{ customer.adress }}") + paragraph("{{ pilot.nme }}") + paragraph("{{ vendor.name }}")
    )
    assert [each.code for each in result.diagnostics] == ["PG307", "PG307", "PG309"]


def test_a_template_from_word_cannot_run_code() -> None:
    for attack in ("{{ ''.__class__ }}", "{{ cycler.__init__ }}", "{{ lipsum() }}", "{% import 'os' as o %}x"):
        assert compiled(paragraph(attack)).value is None


def compiled(body: str) -> Outcome[WordTemplate]:
    house = load_house("gbt9704", (shipped("templates") / "houses",)).value
    assert house is not None
    return compile_word_file(word_file(body), "t.docx", house, locale="zh-CN", audience=Audience.CUSTOMER)


def test_items_that_an_editor_gave_instances_of_their_own_are_one_list(fill_word: Fill) -> None:
    """As LibreOffice does: only the first of a list says where its numbers begin."""
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="4"/>{begins}</w:num>'
        for number, begins in (
            ("1", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
            ("2", ""),
            ("3", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
            ("4", ""),
        )
    )
    numbering = NUMBERING.partition('<w:num w:numId="9">')[0] + numbers + "</w:numbering>"
    items = "".join(
        paragraph(word, ITEM.replace('"9"', f'"{number}"')) for word, number in zip("甲乙丙丁", "1234", strict=True)
    )
    made = filled(fill_word, items, numbering=numbering)
    assert re.findall(r'<w:numId w:val="(\d+)"/>', part(made.data)) == ["2", "2", "3", "3"]


def test_lists_and_tables_without_ids_are_counted_below_their_heading(fill_word: Fill) -> None:
    cell = f"<w:tc><w:tcPr/>{paragraph('{{ customer.name }}')}</w:tc>"
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}{cell}</w:tr></w:tbl>"
    heading = paragraph("章", '<w:pStyle w:val="Heading1"/>')
    styles = f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>'
    body = heading + paragraph("文") + paragraph("一", ITEM) + paragraph("二", ITEM) + table + paragraph("完")
    made = filled(fill_word, body, numbering=NUMBERING, styles=styles)
    assert [(each.id, each.first, each.end) for each in made.blocks] == [
        ("heading-1", 0, 1),
        ("heading-1-1", 1, 2),
        ("heading-1-2", 2, 4),
        ("heading-1-3", 4, 6),
        ("heading-1-4", 6, 7),
    ]
    assert {span.block for span in made.spans} == {"heading-1-3"}


@pytest.mark.parametrize(
    "attack",
    [
        "{{ customer.name.__class__.__mro__ }}",
        "{{ customer['name'] }}",
        "{{ customer.name | attr('__class__') }}",
        "{{ self }}",
        "{{ config }}",
        "{{ namespace() }}",
        "{{ joiner }}",
        "{{ range(999999999) }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 2 ** 1000000000 }}",
        "{{ '%1000000000d' | format(1) }}",
        "{{ customer.name | center(1000000000) }}",
        "{{ customer.name | join('x') | batch(2) }}",
        "{{ customer.name.format('{0.__class__}') }}",
        "{{ customer.name % 1 }}",
        "{{ (customer.name for x in y) }}",
        "{{ _run }}",
        "{{ customer.name | _sink }}",
        "{{ ''|_sink }}",
        "{{ loop }}",
        "{%p include '/etc/hostname' %}",
        "{%p extends '/etc/hostname' %}",
        "{%p import 'os' as o %}",
        "{%p set x = customer %}",
        "{%p macro m() %}",
        "{%p call m() %}",
        "{%p filter upper %}",
        "{%p raw %}",
        "{%p with x = 1 %}",
        "{%p for x in range(9) %}",
        "{%p for _run in pilot.kpis %}",
        "{%p for k in pilot.kpis recursive %}",
        "{%p do x %}",
        "{%p autoescape false %}",
    ],
)
def test_what_leads_out_of_the_language_is_refused_with_its_place(attack: str) -> None:
    result = compiled(paragraph("a") + paragraph(attack))
    assert result.value is None
    spans = [each.span for each in result.diagnostics]
    assert all(span is not None and span.source.endswith("¶2") for span in spans), result.diagnostics
