from collections.abc import Callable
from pathlib import Path

import pytest

from packetgen.deal.facts import derive
from packetgen.deal.facts_model import Facts
from packetgen.deal.load import load_deal

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.fixture(scope="session")
def facts_of() -> Callable[[str], Facts]:
    def of(sample: str) -> Facts:
        path = SAMPLES / sample / "deal.yaml"
        loaded = load_deal(path.read_text(encoding="utf-8"), str(path))
        assert loaded.value is not None, loaded.diagnostics
        facts = derive(loaded.value)
        assert facts.value is not None, facts.diagnostics
        return facts.value

    return of
