"""What goes wrong while a template is filled is shown at the template's own line, or paragraph of a Word file."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from packetgen.diagnostics import Outcome
from packetgen.draft.model import Draft
from packetgen.ooxml.names import W
from packetgen.ooxml.write import write_package
from packetgen.template.formats import Formats

Fill = Callable[..., Outcome[Draft]]
BAD = "{{ pilot.value | capital }}"


@pytest.fixture(autouse=True)
def _no_capitals(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Formats, value: Decimal) -> str:
        message = f"no capital numerals for {value}"
        raise ValueError(message)

    monkeypatch.setattr(Formats, "capital", refuse)


def place(result: Outcome[Draft]) -> tuple[str, int, int]:
    assert result.value is None
    (found,) = result.diagnostics
    assert (found.code, found.param("problem")) == ("PG504", "no capital numerals for 38.60")
    assert found.span is not None
    return found.span.source, found.span.line, found.span.column


@pytest.mark.parametrize(
    "text",
    [
        f"# 题\n\n正文{{{{ customer.name }}}}，\n再{BAD}。\n",
        f"# 题\n\n{{% for k in pilot.kpis %}}\n{{{{ k.name }}}}{BAD}\n\n{{% endfor %}}\n",
        f"# 题\n\n{{% if customer.name %}}有{BAD}{{% else %}}{{{{ customer.name }}}}{{% endif %}}\n",
        f"# 题\n\n{{% if pilot.start %}}无{{% elif customer.name %}}有{BAD}{{% endif %}}\n",
        f"# 题\n\n- {{{{ customer.name }}}}\n- **{BAD}**\n",
        f"# {BAD}\n\n{{{{ pilot.why_pilot }}}}\n",
        f"{{{{ pilot.why_pilot }}}}\n\n| 甲 | 乙 |\n|---|---|\n| {{{{ customer.name }}}} | {BAD} |\n",
        f"{{{{ pilot.why_pilot }}}}\n\n{BAD}\n\n{BAD}\n",
    ],
)
def test_a_template_in_markdown_is_named_by_line_and_column(filled: Fill, text: str) -> None:
    before = text[: text.index(BAD)]
    expected = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    assert place(filled(text))[1:] == expected


def test_a_word_file_is_named_by_story_and_paragraph(fill_word: Fill) -> None:
    words = ["{{ customer.name }}", "{%p for k in pilot.kpis %}", f"{{{{ k.name }}}}{BAD}", "{%p endfor %}"]
    body = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in words)
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml"'
        ' ContentType="application/xml"/><Override PartName="/word/document.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    document = f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    result = fill_word(write_package({"[Content_Types].xml": types.encode(), "word/document.xml": document.encode()}))
    assert re.fullmatch(r".*::¶3", place(result)[0])
