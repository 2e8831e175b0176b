import re
import tomllib
from pathlib import Path
from string import Formatter
from typing import Any

SOURCE = Path(__file__).parent.parent / "src/packetgen"
CODE = re.compile(r"\"(PG\d{3})\"")


NO_ADVICE = {"PG630", "PG703", "PG704", "PG705"}
"""Notes and warnings of what was done: there is nothing to do."""


def entries() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for file in sorted((SOURCE / "catalogues").glob("*.toml")):
        for code, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
            assert code not in found, f"{code} stands in two catalogues"
            found[code] = entry
    return found


def used() -> set[str]:
    return {code for file in SOURCE.rglob("*.py") for code in CODE.findall(file.read_text(encoding="utf-8"))}


def hints(entry: dict[str, Any], language: str) -> list[str]:
    written = entry.get(f"hint_{language}", [])
    return [written] if isinstance(written, str) else written


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_code_in_use_has_words_and_every_word_is_in_use() -> None:
    assert used() == entries().keys()


def test_every_code_speaks_both_languages_of_the_same_things() -> None:
    for code, entry in entries().items():
        assert entry["en"], code
        assert entry["zh"], code
        assert names(entry["en"]) == names(entry["zh"]), code
        assert [names(each) for each in hints(entry, "en")] == [names(each) for each in hints(entry, "zh")], code


def test_every_fault_says_what_to_do() -> None:
    assert {code for code, entry in entries().items() if not hints(entry, "en")} == NO_ADVICE


def test_a_sentence_begins_small_and_ends_without_a_stop() -> None:
    for code, entry in entries().items():
        for text in (entry["en"], *hints(entry, "en")):
            assert not text.endswith((".", "。")), code
            assert not text[:1].isupper() or text[1:2].isupper() or text.startswith(("PDF", "U+")), (code, text)
