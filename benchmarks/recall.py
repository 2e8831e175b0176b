"""How much of the text that LibreOffice exports from real Word files is in packetgen's model: the recall of reading.

LibreOffice's plain text holds the body and its text boxes with all revisions and hidden text, and no headers, notes or
comments, so that these are left out here too. Characters are compared as a multiset per file: two programs may well
put a text box in different places. Left out of the comparison are white space and signs of lists, which each program
takes from a symbol face of its own under a code of its own.

    python benchmarks/recall.py [FOLDER]

FOLDER holds the Word files; without it PACKETGEN_CORPUS does, or shared/corpus beside the repository. Exports are kept
in build/recall by the sha256 of the file. Exit code 1 says that a file is below the goal.
"""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from packetgen.document.plain import stories
from packetgen.document.read import read_docx

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "build/recall"
EXCEPTIONS = Path(__file__).with_name("recall-exceptions.toml")
GOAL = 0.999
BATCH = 15
SECONDS = 180
_SUFFIXES = frozenset({".docx", ".docm", ".dotx"})
_IGNORED = re.compile(r"[\s\x00-\x1f\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufff9-\ufffd\ue000-\uf8ff•◦▪■●○◆–·]")


@dataclass(frozen=True)
class Recall:
    """`lost` are the characters of LibreOffice's text that ours lacks, with how often."""

    name: str
    characters: int
    lost: Mapping[str, int]

    @property
    def missing(self) -> int:
        return sum(self.lost.values())

    @property
    def share(self) -> float:
        return 1 - self.missing / self.characters if self.characters else 1.0


def corpus() -> Path | None:
    """The folder of real files, None where there is none."""
    own = os.environ.get("PACKETGEN_CORPUS")
    folders = [Path(own)] if own else [parent / "shared/corpus" for parent in ROOT.parents]
    return next((folder for folder in folders if folder.is_dir()), None)


def known_disagreements() -> Mapping[str, str]:
    """Why a file does not count, by its sha256."""
    raw = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))
    return {row["sha256"]: row["reason"] for row in raw["file"]}


def measure(folder: Path) -> list[Recall]:
    """The recall of every file that both programs read, known disagreements left out, the worst first."""
    files = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in _SUFFIXES
    }
    export({key: path for key, path in files.items() if not (KEPT / f"{key}.txt").exists()})
    found = []
    for key in files.keys() - known_disagreements().keys():
        theirs = KEPT / f"{key}.txt"
        outcome = read_docx(files[key].read_bytes(), files[key].name, hidden=True)
        if theirs.exists() and outcome.value is not None:
            told = (story for story in stories(outcome.value, labels=True) if story.outermost.kind == "body")
            ours = characters("".join(text for story in told for text in story.paragraphs))
            wanted = characters(theirs.read_text(encoding="utf-8-sig"))
            found.append(Recall(files[key].name, wanted.total(), wanted - ours))
    return sorted(found, key=lambda each: (each.share, each.name))


def characters(text: str) -> Counter[str]:
    return Counter(_IGNORED.sub("", unicodedata.normalize("NFKC", text)))


def export(files: Mapping[str, Path]) -> None:
    """LibreOffice's text of each file, into the kept folder; one that ends the call of its batch is tried alone."""
    KEPT.mkdir(parents=True, exist_ok=True)
    keys = sorted(files)
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        _run({key: files[key] for key in batch})
        for key in batch:
            if not (KEPT / f"{key}.txt").exists():
                _run({key: files[key]})


def _run(files: Mapping[str, Path]) -> None:
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        for key, path in files.items():
            shutil.copy(path, work / f"{key}{path.suffix}")
        inputs = [str(path) for path in sorted(work.iterdir())]
        command = ["soffice", f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(work / "out"), *inputs]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            process.wait(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # its own group: soffice starts soffice.bin
            process.wait()
        for path in (work / "out").glob("*.txt"):
            shutil.move(path, KEPT / path.name)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else corpus()
    if folder is None:
        sys.exit("no folder of Word files: name one, or set PACKETGEN_CORPUS")
    found = measure(folder)
    total, missing = sum(each.characters for each in found), sum(each.missing for each in found)
    below = [each for each in found if each.share < GOAL]
    print(f"{len(found)} files, {total} characters, {missing} lost: recall {1 - missing / total:.6f}")
    print(f"{len(known_disagreements())} known disagreements left out; {len(below)} files below {GOAL}")
    for each in found:
        if each.lost:
            lost = "".join(sorted(each.lost, key=lambda ch: -each.lost[ch])[:20])
            print(f"  {each.share:.5f}  {each.missing:5} of {each.characters:7}  {each.name}  {lost}")
    sys.exit(1 if below else 0)


if __name__ == "__main__":
    main()
