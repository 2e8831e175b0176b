from pathlib import Path

import jsonschema
import pytest
import yaml

from packetgen.deal.facts import derive
from packetgen.deal.json_schema import json_schema
from packetgen.deal.load import load_deal

SAMPLES = sorted((Path(__file__).parent.parent.parent / "samples").glob("*/deal.yaml"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_a_sample_has_no_fault_and_no_warning(path: Path) -> None:
    loaded = load_deal(path.read_text(encoding="utf-8"), str(path))
    assert loaded.diagnostics == ()
    assert loaded.value is not None
    assert derive(loaded.value).diagnostics == ()


def test_there_is_a_whole_a_half_and_a_bare_sample_in_each_language() -> None:
    assert [path.parent.name for path in SAMPLES] == [
        f"{deal}-{state}" for deal in ("linlan", "wexmoor") for state in ("bare", "drainage", "first-visit")
    ]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_a_sample_satisfies_the_json_schema(path: Path) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    # The base loader gives every scalar as text, so types other than structure are left to our own reader.
    schema = json_schema()
    faults = [
        each.message
        for each in jsonschema.Draft202012Validator(schema).iter_errors(data)
        if each.validator == "additionalProperties" or (each.validator == "type" and not isinstance(each.instance, str))
    ]
    assert faults == []
