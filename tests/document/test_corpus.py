"""Every real file ends in a document or in the refusal that is listed here. A new file is expected to be read."""

from pathlib import Path

import pytest

from packetgen.document.read import read_docx

CORPUS = Path(__file__).parents[3] / "shared/corpus"
REFUSED = {
    "poi--096a1119": "PG611",  # found by POI's fuzzing, as the next ones
    "poi--4fa1dc1c": "PG611",
    "poi--7d34e905": "PG611",
    "poi--9a78086d": "PG611",
    "poi--9c9d14a0": "PG611",
    "poi--dbb8b118": "PG611",
    "poi--39619851": "PG611",  # cut short
    "tika--8bb91125": "PG611",  # cut short
    "poi--51377b41": "PG625",  # macros
    "poi--fb55e9c7": "PG625",  # macros
    "poi--5cf7340f": "PG603",  # an external entity
    "poi--80bd9631": "PG624",  # a theme and nothing else
    "safe-docx--46c7495d": "PG604",  # not well-formed
    "tika--254d301a": "PG622",  # a password
    "tika--e57ddbf2": "PG622",  # a password
}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real files is not beside the checkout")
def test_every_file_of_the_corpus_ends_in_a_document_or_in_its_refusal() -> None:
    refused: dict[str, str] = {}
    for path in sorted(each for each in CORPUS.iterdir() if each.suffix != ".tsv"):
        result = read_docx(path.read_bytes(), path.name)
        if result.value is None:
            name, _, rest = path.name.partition("--")
            refused[f"{name}--{rest[:8]}"] = result.diagnostics[0].code
            assert len(result.diagnostics) == 1, path.name
    assert refused == REFUSED
