"""The files that are measured: chosen from the corpus once, by a rule, and listed beside this module.

The rule: Word files of the corpus in the order of the sha256 of their content, without those that are refused for
cause (broken, encrypted, with macros, with a document type, no Word document within) and those that LibreOffice
prints nothing of within a minute; the first 120.
"""

import hashlib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LOCAL = Path(__file__).parent
ROOT = LOCAL.parent
LIST = LOCAL / "fidelity-files.txt"
EXCEPTIONS = LOCAL / "fidelity-exceptions.toml"
COUNT = 120
VARIABLE = "PACKETGEN_CORPUS"
_SUFFIXES = frozenset({".docx", ".docm", ".dotx"})


@dataclass(frozen=True)
class Listed:
    """A file of the list; `path` is None where the corpus lacks it."""

    key: str
    name: str
    path: Path | None


def corpus_folder() -> Path | None:
    """The folder of PACKETGEN_CORPUS, else `shared/corpus` beside the repository; None where there is none."""
    own = os.environ.get(VARIABLE)
    folders = [Path(own)] if own else [parent / "shared/corpus" for parent in ROOT.parents]
    return next((folder for folder in folders if folder.is_dir()), None)


def word_files(folder: Path) -> dict[str, Path]:
    """The Word files of a folder by the sha256 of their content, in its order; of equal files the first by name."""
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir(), reverse=True):
        if path.suffix.lower() in _SUFFIXES:
            found[hashlib.sha256(path.read_bytes()).hexdigest()] = path
    return dict(sorted(found.items()))


def listed(folder: Path) -> list[Listed]:
    """The files of the list. A file counts by its content, under whatever name it lies in the folder."""
    here = word_files(folder)
    rows = [line.split(maxsplit=1) for line in LIST.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return [Listed(key, name, here.get(key)) for key, name in rows]


def write_list(files: Mapping[str, Path]) -> None:
    """Write the list; done once, before the first measurement."""
    rule = __doc__.partition("The rule: ")[2].strip().splitlines()
    head = [
        "# The corpus files that printing is measured on, sha256 of the content and name.",
        *(f"# {s}" for s in rule),
    ]
    LIST.write_text("\n".join([*head, *(f"{k}  {p.name}" for k, p in files.items())]) + "\n", encoding="utf-8")


def refused_for_cause(path: Path) -> str:
    """The code with which a file is refused before it is read; empty where it is not."""
    from packetgen.document.read import read_docx  # noqa: PLC0415  # only for choosing

    outcome = read_docx(path.read_bytes(), path.name)
    return "" if outcome.value is not None else outcome.diagnostics[0].code


def exceptions() -> Mapping[str, str]:
    """Reasons why a file does not count, by its sha256: the clause or the XML that shows LibreOffice to err."""
    raw = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))
    return {row["sha256"]: row["reason"] for row in raw.get("file", ())}
