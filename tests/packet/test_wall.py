import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pydyf
import pytest

from packetgen.deal.schema import Audience
from packetgen.deal.tree import find_field
from packetgen.deal.values import Leaf, Record
from packetgen.diagnostics import Diagnostic, Outcome
from packetgen.kinds.projection import Projector
from packetgen.packet.build import Built, build_packet
from packetgen.packet.plan import Plan
from packetgen.packet.printing import printers
from packetgen.packet.request import Request
from packetgen.packet.wall import Part, Secret, file_parts, leaks
from packetgen.pdf.engine import engine

ROOT = Path(__file__).parent.parent.parent
TEXT = "青禾澜图科技有限公司"
SECRET = Secret.of("vendor.name", TEXT)


class Silent:
    def begin(self, total: int) -> None: ...

    def finished(self, title: str) -> None: ...


def package(**members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in members.items():
            made.writestr(name.replace("_", "."), text)
    return out.getvalue()


def pdf(**strings: str) -> bytes:
    made = pydyf.PDF()
    made.add_object(pydyf.Dictionary({key: pydyf.String(text) for key, text in strings.items()}))
    out = io.BytesIO()
    made.write(out, version=b"1.7", compress=True)
    return out.getvalue()


def with_attachment(data: bytes) -> bytes:
    weasyprint = engine()
    attachment = weasyprint.Attachment(file_obj=io.BytesIO(data), name="a.docx")
    made: bytes = weasyprint.HTML(string="<html lang=zh><title>x</title>x</html>").write_pdf(attachments=[attachment])
    return made


def places(data: bytes, name: str = "a") -> list[str]:
    found = leaks([SECRET], file_parts(name, data))
    return [each.span.source for each in found if each.span is not None]


# -- where it looks


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (package(a_xml=f"<w:t>{TEXT}</w:t>"), "a/a.xml"),
        (package(a_xml=f"<w:t>青禾</w:t></w:r><w:r><w:t>{TEXT[2:]}</w:t>"), "a/a.xml"),
        (package(a_xml=f"<w:t>{''.join(f'&#{ord(ch)};' for ch in TEXT)}</w:t>"), "a/a.xml"),
        (package(core_xml=f"<dc:creator>{TEXT}</dc:creator>"), "a/core.xml"),
        (package(a_xml=f'<wp:docPr descr="{TEXT}的徽标"/>'), "a/a.xml"),
        (package(a_xml=f"<!-- {TEXT} -->"), "a/a.xml"),
        (package(a_xml=f"<w:t>&lt;{TEXT}&gt;</w:t>"), "a/a.xml"),
        (package(a_xml=f'<wp:docPr descr="&lt;{TEXT}&gt;"/>'), "a/a.xml"),
        (package(a_xml=f'<wp:docPr descr="见{TEXT}=&quot;&quot;"/>'), "a/a.xml"),
        (package(a_txt=f"见<{TEXT}>"), "a/a.txt"),
        (pdf(Title=f"<{TEXT}>"), "a/strings"),
        (package(b_bin=package(c_xml=TEXT)), "a/b.bin/c.xml"),
        (package(a_bin=f"PK\x03\x04{TEXT}"), "a/a.bin"),
        (package(a_rels=f'<Relationship Target="https://example.org/{quote(TEXT)}"/>'), "a/a.rels"),
        (pdf(URI=f"https://example.org/{quote(TEXT)}"), "a/strings"),
        (pdf(Title=TEXT), "a/strings"),
        (pdf(Alt=f"{TEXT}的徽标"), "a/strings"),
        (pdf(Contents=TEXT), "a/strings"),
        (with_attachment(TEXT.encode()), "a/EmbeddedFile"),
        (with_attachment(package(c_xml=TEXT)), "a/EmbeddedFile/c.xml"),
        (package(a_xml="<w:t>青禾澜图</w:t>"), None),
        (pdf(Title="青禾澜图"), None),
    ],
)
def test_a_secret_is_found_in_every_place_of_a_file(data: bytes, place: str | None) -> None:
    assert places(data) == ([place] if place else [])


DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@pytest.mark.parametrize(
    "markup",
    [
        f"<w:t>{TEXT}</w:t>",
        f"<w:t>{TEXT[:2]}</w:t></w:r><w:r><w:t>{TEXT[2:]}</w:t>",
        f"<w:t/>{TEXT}",
        f'<wp:docPr descr="{TEXT}"/>',
        f'<wp:docPr id="1" descr = "见{TEXT}。" name="x"/>',
        f"<wp:docPr descr='{TEXT}'/>",
        f"<wp:docPr descr=\n'{TEXT}'/>",
        f'<wp:docPr descr="{"".join(f"&#{ord(ch)};" for ch in TEXT)}"/>',
        f'<wp:docPr descr="a &gt; b > c，{TEXT}"/>',
        f'<Relationship Target="https://example.org/{quote(TEXT)}"/>',
        f'<w:t>a="</w:t><wp:docPr descr="{TEXT}"/>',
        f'<w:t>a="b</w:t><wp:docPr id="1" descr="{TEXT}"/>',
        f'<wp:docPr title="a=" w:description="{TEXT}"/>',
        f'<wp:docPr title="a=" w:name="b="\n w:description = "{TEXT}"/>',
        f'<w:t w:a="b=">said "so</w:t><wp:docPr descr="{TEXT}"/>',
        f"<!-- 1 < 2, {TEXT} -->",
        f"<w:t><![CDATA[1 < 2 {TEXT}]]></w:t>",
        f"<?mso-application {TEXT}?>",
    ],
)
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_secret_is_found_in_every_place_of_a_part_of_xml(markup: str, method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        made.writestr("a.xml", f'{DECLARATION}<w:body w:x="1">{markup}</w:body>')
    assert places(out.getvalue()) == ["a/a.xml"]
    assert places(out.getvalue(), "b") == ["b/a.xml"]  # and again in another file that has the same part


@pytest.mark.parametrize(
    "markup",
    [
        '<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/>',
        '<Override ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
        '<relationships relationships="1"/>',
    ],
)
def test_what_the_format_says_in_a_part_of_xml_is_nobodys_secret(markup: str) -> None:
    secret = Secret.of("x", "relationships")
    assert leaks([secret], file_parts("a", package(a_xml=f"{DECLARATION}{markup}"))) == ()
    assert leaks([secret], file_parts("a", package(a_xml=f'{DECLARATION}{markup}<a b="no relationships"/>')))


def test_a_secret_in_the_name_of_a_file_is_found() -> None:
    assert places(b"", f"{TEXT}.docx") == [f"{TEXT}.docx"]


ENGLISH = "Greenfield Hydro Analytics Ltd"


@pytest.mark.parametrize(
    "written",
    [
        ENGLISH.upper(),
        "".join(chr(ord(ch) + 0xFEE0) if ch != " " else "\u3000" for ch in ENGLISH),
        ENGLISH.replace(" ", "\u00a0"),
        ENGLISH.replace(" ", "\n    "),
        ENGLISH.replace(" ", ""),
        "Green\u00adfield Hy\u200bdro Ana\u2060lytics Ltd",
        "Greenfield</w:t></w:r></w:p></w:tc>\n<w:tc><w:p><w:r><w:t>Hydro Analytics</w:t><w:br/>\n<w:t>Ltd",
        "Greenfield Hy<w:rPr><w:b/></w:rPr>\n  <w:t>dro Analytics</w:t><w:tab/><w:t>Ltd",
        "<![CDATA[Greenfield Hydro]]> Analytics Ltd",
        "&#71;reenfield &#x48;ydro&#32;Analytics&nbsp;Ltd",
    ],
)
def test_a_secret_is_found_however_it_is_written(written: str) -> None:
    found = file_parts("a", package(a_xml=f"<w:p><w:r><w:t>{written}</w:t></w:r></w:p>"))
    assert leaks([Secret.of("vendor.name", ENGLISH)], found)


def test_a_secret_is_found_where_a_mark_behind_it_makes_another_letter_of_its_last_one() -> None:
    secret, words = Secret.of("x", "a secret price"), "<p>a secret price\u0301</p>"
    assert leaks([secret], file_parts("a", package(a_xml=f'<?xml version="1.0"?>{words}')))


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_secret_of_two_bytes_a_character_is_found(coding: str) -> None:
    data = b"" if coding == "utf-16" else b"\x01\0\0\x01\x7f"  # a picture begins so, and text stands anywhere in it
    assert places(package(a_emf=data + f"<t>{TEXT}</t>".encode(coding))) == ["a/a.emf"]


def test_a_text_of_few_letters_is_searched_for_with_its_spaces() -> None:
    secret = Secret.of("x", "a b c d e")
    assert leaks([secret], [Part.of_text("a", "seen: a b c d e")])
    assert leaks([secret], [Part.of_text("a", "abcde")]) == ()


def test_words_that_look_like_markup_are_words() -> None:
    assert leaks([SECRET], [Part.of_text("a.pdf", f"<{TEXT}>")])


@pytest.mark.parametrize(
    "markup",
    [
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">',
        '<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/>',
        '<Override ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
        '<relationships a="1"/>',
        '<a relationships="1"/>',
    ],
)
def test_what_the_format_itself_says_is_nobodys_secret(markup: str) -> None:
    for text in ("relationships", "Relationships"):
        assert leaks([Secret.of("stakeholders[s1].concern", text)], file_parts("a", package(a_xml=markup))) == ()
    assert leaks([Secret.of("x", "relationships")], file_parts("a", package(a_xml=f"{markup}relationships")))


def test_what_every_paper_says_is_nobodys_secret() -> None:
    parts = list(file_parts("a", package(a_xml="<w:t>the delivery of it</w:t>")))
    assert leaks([Secret.of("x", "delivery")], parts)
    assert leaks([Secret.of("x", "delivery")], parts, lambda: "terms of delivery") == ()


# -- in a build


@pytest.fixture
def built_with(tmp_path: Path) -> Callable[..., Outcome[Built]]:
    """A build of leader-brief of the Chinese sample, with another template or deal."""

    def of(content: str | None = None, deal: tuple[str, str] = ("", ""), **options: object) -> Outcome[Built]:
        text = (ROOT / "samples/linlan-drainage/deal.yaml").read_text(encoding="utf-8")
        assert deal[0] in text
        (tmp_path / "deal.yaml").write_text(text.replace(*deal, 1) if deal[0] else text, encoding="utf-8")
        own = tmp_path / "templates"
        if content is not None:
            (own / "content/zh-CN").mkdir(parents=True)
            (own / "content/zh-CN/leader-brief.md").write_text(content, encoding="utf-8")
        folders = (own, ROOT / "templates")
        asked = Request(tmp_path / "deal.yaml", tmp_path / "out", folders, ("leader-brief",), ("docx",), processes=1)
        asked = replace(asked, **options)  # type: ignore[arg-type]
        with printers(asked) as workers:
            return build_packet(asked, Silent(), workers)

    return of


def found(result: Outcome[Built]) -> set[tuple[str, str | None]]:
    return {(each.code, each.param("path")) for each in errors(result)}


def errors(result: Outcome[Built]) -> Iterator[Diagnostic]:
    return (each for each in result.diagnostics if each.severity.name == "ERROR")


PAPER = "---\ndocument: leader-brief\n---\n\n# 汇报要点\n\n{}\n"


def test_a_template_that_names_a_field_of_another_audience_is_refused(
    built_with: Callable[..., Outcome[Built]],
) -> None:
    result = built_with(PAPER.format("{{ vendor.name }}"))
    assert result.value is None
    assert {each.code for each in errors(result)} == {"PG309"}


@pytest.mark.parametrize("formats", [("docx",), ("pdf",), ("docx", "pdf")])
def test_a_name_that_was_written_into_a_template_by_hand_is_found_in_every_file(
    built_with: Callable[..., Outcome[Built]], tmp_path: Path, formats: tuple[str, ...]
) -> None:
    result = built_with(PAPER.format(f"请{TEXT}参加。"), formats=formats)
    assert result.value is None
    assert found(result) == {("PG820", "vendor.name")}
    places = {Path(each.span.source.split("/")[0]).suffix[1:] for each in errors(result) if each.span is not None}
    assert places == set(formats)
    assert not (tmp_path / "out").exists()


def test_a_line_of_a_hidden_paragraph_is_found(built_with: Callable[..., Outcome[Built]]) -> None:
    deal = (
        "    salutation: 周局\n",
        "    salutation: 周局\n    notes: |\n      上次会后说\n      此事暂不宜声张为好\n",
    )
    assert found(built_with(PAPER.format("此事暂不宜声张为好。"), deal)) == {("PG820", "people[p01].notes")}


@pytest.mark.parametrize("concern", ["relationships", "Relationships", "delivery", "document", "服务单位不得参加"])
def test_a_hidden_word_that_is_common_property_bars_nothing(
    built_with: Callable[..., Outcome[Built]], concern: str
) -> None:
    assert built_with(None, ("concern: 汛期责任与上级任务", f"concern: {concern}")).value is not None


def test_a_context_that_leaks_is_found_by_the_map_and_by_the_words(
    built_with: Callable[..., Outcome[Built]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The projection is forged: the customer's name is the seller's."""
    project = Projector.context

    def forged(self: Projector) -> Record:
        root = project(self)
        field = find_field("vendor.name")
        customer = root.members["customer"]
        assert field is not None
        assert isinstance(customer, Record)
        if self.audience is not Audience.CUSTOMER:
            return root
        name = Leaf(field, "vendor.name", "青禾澜图（不得外传）")
        return replace(
            root, members={**root.members, "customer": replace(customer, members={**customer.members, "name": name})}
        )

    monkeypatch.setattr(Projector, "context", forged)
    result = built_with(PAPER.format("{{ customer.name }}"))
    assert result.value is None
    assert found(result) == {("PG823", "vendor.name")}


def test_a_person_of_the_sellers_in_a_customers_draft_is_found_by_the_map(
    built_with: Callable[..., Outcome[Built]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The projection is forged: a customer's template sees what both parties may."""
    project = Plan._project

    def forged(self: Plan, audience: Audience) -> Record:
        return project(self, Audience.TWO_PARTY if audience is Audience.CUSTOMER else audience)

    monkeypatch.setattr(Plan, "_project", forged)
    result = built_with(PAPER.format("{% for person in people %}\n\n{{ person.name }}\n\n{% endfor %}"))
    assert found(result) == {("PG823", "people[p09].name")}


def test_what_is_secret_does_not_hang_on_the_projection(
    built_with: Callable[..., Outcome[Built]], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Plan._project
    monkeypatch.setattr(Plan, "_project", lambda self, _: project(self, Audience.REP))
    assert found(built_with(PAPER.format(TEXT))) == {("PG820", "vendor.name")}
