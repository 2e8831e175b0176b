import pytest

from packetgen.document.settings import Settings, read_settings
from packetgen.ooxml.names import PREFIXES
from packetgen.ooxml.xml import parse_xml


def settings(inner: str) -> Settings:
    return read_settings(parse_xml(f'<w:settings xmlns:w="{PREFIXES["w"]}">{inner}</w:settings>'.encode(), "x").value)


def test_without_a_part_all_is_as_the_schema_has_it() -> None:
    assert read_settings(None) == Settings()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>', "trackedChanges"),
        ('<w:documentProtection w:edit="readOnly" w:enforcement="true"/>', "readOnly"),
        ('<w:documentProtection w:edit="readOnly" w:enforcement="0"/>', ""),
        ('<w:documentProtection w:edit="none" w:enforcement="1"/>', ""),
        ("", ""),
    ],
)
def test_protection_counts_where_it_is_enforced(written: str, expected: str) -> None:
    assert settings(written).protection == expected


def test_recording_of_changes_is_known() -> None:
    assert [settings(each).tracks_changes for each in ("<w:trackRevisions/>", "")] == [True, False]
