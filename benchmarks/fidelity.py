"""How near printed Word files come to LibreOffice's printing of them, on the same machine with the same faces.

    python benchmarks/fidelity.py                    the listed corpus files and all shipped documents
    python benchmarks/fidelity.py --only NAME...     those whose names hold one of the words
    python benchmarks/fidelity.py --sheets 40        the same, and pictures of the worst forty, ours left
    python benchmarks/fidelity.py --against REPORT   what changed since an earlier build/fidelity/report.json
    python benchmarks/fidelity.py --keep             write benchmarks/fidelity-golden.json anew

docs/fidelity.md says what is measured. Exits with 1 when a file fell below what is kept of it.
"""

import argparse
import contextlib
import hashlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fidelity_corpus import ROOT, VARIABLE, Listed, corpus_folder, exceptions, listed
from fidelity_judges import PYTHON, verdicts
from fidelity_office import Office, seconds_of
from fidelity_print import Job, print_all
from fidelity_report import Criterion, broken_rules, changes, criteria, fallen, golden_of, row

HERE = Path(__file__).parent
OUT = ROOT / "build/fidelity"
GOLDEN = HERE / "fidelity-golden.json"
PACKETGEN = str(Path(sys.executable).with_name("packetgen"))
SAMPLES = ("linlan-drainage", "wexmoor-drainage")
COLD = 3
"""Files that are printed by a process of their own, for the time of a cold start."""


def main() -> int:
    asked = arguments()
    files = chosen(asked)
    if not files:
        print("no such file; names are those of benchmarks/fidelity-files.txt and of the samples' documents")
        return 2
    OUT.mkdir(parents=True, exist_ok=True)
    measured = measure(files, asked)
    report = {"files": {f["name"]: f for f in measured}, "speed": speed(files, measured, asked)}
    before = json.loads(asked.against.read_text(encoding="utf-8")) if asked.against else None
    asked.out.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
    show(measured, report["speed"])
    if before is not None:
        print("\nagainst", asked.against, *changes(before["files"], report["files"]), sep="\n")
    if asked.sheets:
        sheets(measured, asked)
    kept = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
    if asked.keep:
        kept |= {f["name"]: golden_of(f) for f in measured}
        lines = (f" {json.dumps(name, ensure_ascii=False)}: {json.dumps(kept[name])}" for name in sorted(kept))
        GOLDEN.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    worse = fallen(measured, kept)
    print(*(f"fell: {line}" for line in worse), sep="\n")
    return 1 if worse else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="+", metavar="NAME", default=[])
    parser.add_argument("--set", choices=["corpus", "shipped", "all"], default="all")
    parser.add_argument("--corpus", type=Path, help=f"the folder of the corpus (also {VARIABLE})")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--sheets", type=int, metavar="N", default=0, help="pictures of the worst N files")
    parser.add_argument("--pages", type=int, default=4, help="pages of a file on a sheet")
    parser.add_argument("--against", type=Path, metavar="REPORT")
    parser.add_argument("--keep", action="store_true", help="write the golden values of what was measured")
    parser.add_argument("--no-judges", action="store_true", help="leave PDF/A and PDF/UA out")
    parser.add_argument("--speed", action="store_true", help="time cold starts of both too")
    parser.add_argument("--out", type=Path, metavar="REPORT", default=OUT / "report.json")
    return parser.parse_args()


# -- files -----------------------------------------------------------------------------------------------------------


def chosen(asked: argparse.Namespace) -> list[Listed]:
    files: list[Listed] = []
    folder = asked.corpus or corpus_folder()
    if asked.set != "shipped":
        if folder is None:
            print(f"the corpus is not here: {VARIABLE} names its folder", file=sys.stderr)
        files += listed(folder) if folder is not None else []
    gone = [each.name for each in files if each.path is None]
    if gone:
        print("not in the corpus:", *gone, file=sys.stderr)
    if asked.set != "corpus":
        files += shipped()
    return [f for f in files if f.path and (not asked.only or any(word in f.name for word in asked.only))]


def shipped() -> list[Listed]:
    """The documents of both samples, built now."""
    found = []
    for sample in SAMPLES:
        folder = OUT / "shipped" / sample
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        deal = shutil.copy(ROOT / "samples" / sample / "deal.yaml", folder / "deal.yaml")
        build = [PACKETGEN, "build", str(deal), "--to", "docx", "-o", str(folder / "out")]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        paths = sorted(path for path in (folder / "out").rglob("*.docx") if ".packetgen" not in path.parts)
        found += [Listed(hashlib.sha256(p.read_bytes()).hexdigest(), f"{sample}/{p.name}", p) for p in paths]
    return found


# -- measuring -------------------------------------------------------------------------------------------------------


def measure(files: Sequence[Listed], asked: argparse.Namespace) -> list[dict[str, Any]]:
    """The figures of every file that has a reference and is no named exception."""
    office = Office(OUT / "reference")
    paths = {f.key: f.path for f in files if f.path is not None}
    lost = office.convert(paths, "pdf") | office.convert(paths, "txt")
    for f in files:
        if f.key in lost:
            print(f"no reference: {f.name}: {lost[f.key]}", file=sys.stderr)
    ours = OUT / "ours"
    ours.mkdir(exist_ok=True)
    spared = exceptions().keys() | lost.keys()
    wanted = {f.key: f for f in files if f.key not in spared}
    printed = print_all([Job(key, paths[key], ours) for key in wanted], asked.jobs)
    jobs = [_job(key, paths[key], office) for key in wanted]
    figures = {f["key"]: f for with_cells in (False, True) for f in _figures(jobs, wanted, asked.jobs, with_cells)}
    found = [{"name": wanted[key].name, **printed[key], **figures[key]} for key in wanted]
    if not asked.no_judges:
        judge, said = verdicts({key: ours / f"{key}.pdf" for key in wanted if not printed[key]["code"]})
        print("judge of PDF/A and PDF/UA:", judge)
        for file in found:
            if file["key"] in said:
                file["verdicts"] = said[file["key"]]
    return found


def _job(key: str, docx: Path, office: Office) -> dict[str, str]:
    named = {
        "ours": OUT / f"ours/{key}.pdf",
        "words": OUT / f"ours/{key}.words.json",
        "exported": office.path(key, "txt"),
    }
    there = {name: str(path) for name, path in named.items() if path.exists()}
    return {"key": key, "docx": str(docx), "theirs": str(office.path(key, "pdf")), **there}


def _figures(
    jobs: Sequence[Mapping[str, str]], files: Mapping[str, Listed], processes: int, with_cells: bool
) -> list[dict[str, Any]]:
    """The figures by the judges' Python; cells are looked for in shipped documents alone, since that takes long."""
    mine = [job for job in jobs if ("/" in files[job["key"]].name) == with_cells]
    command = [str(PYTHON), str(HERE / "fidelity_measure.py"), str(processes), *(["--cells"] if with_cells else [])]
    lines = "\n".join(map(json.dumps, mine))
    done = subprocess.run(command, input=lines, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def speed(
    files: Sequence[Listed], measured: Sequence[Mapping[str, Any]], asked: argparse.Namespace
) -> dict[str, float]:
    """Seconds a page: ours warm over all files; with --speed both cold, on a few, and LibreOffice in one call, in turn."""
    done = [f for f in measured if not f["code"]]
    pages = sum(f["pages"] for f in done)
    found = {"ours_warm": sum(f["seconds"] for f in done) / pages} if pages else {}
    if not asked.speed or not done:
        return found
    paths = {f.key: f.path for f in files if f.path is not None}
    middle = sorted(done, key=lambda f: f["pages"])[len(done) // 2 :][:COLD]
    theirs = ours = 0.0
    fonts = OUT / "reference/fonts.conf"
    for f in middle:
        theirs += seconds_of([paths[f["key"]]], fonts)
        start = time.perf_counter()
        command = [PACKETGEN, "pdf", str(paths[f["key"]]), "-o", str(OUT / "cold.pdf")]
        subprocess.run(command, check=False, capture_output=True)
        ours += time.perf_counter() - start
    count = len(middle)
    some = done[:: max(1, len(done) // 15)]
    batch = seconds_of([paths[f["key"]] for f in some], fonts)
    theirs_pages = sum(f["their_pages"] for f in some)
    ours_some = sum(f["seconds"] for f in some) / sum(f["pages"] for f in some)
    return found | {
        "ours_cold_file": ours / count,
        "office_cold_file": theirs / count,
        "ours_warm_same": ours_some,
        "office_one_call": batch / theirs_pages,
    }


# -- output ----------------------------------------------------------------------------------------------------------


def show(measured: Sequence[dict[str, Any]], times: Mapping[str, float]) -> None:
    print(*map(row, sorted(measured, key=rank)), sep="\n")
    for title, is_shipped in (("corpus files", False), ("shipped documents", True)):
        part = [f for f in measured if ("/" in f["name"]) == is_shipped]
        if not part:
            continue
        print(f"\n{title}: {len(part)}, named exceptions {0 if is_shipped else len(exceptions())}")
        lines: list[Criterion] = criteria(part, shipped=is_shipped)
        print(*(each.line() for each in lines), sep="\n")
        print("  rules broken, in files:", ", ".join(f"{rule} {count}" for rule, count in broken_rules(part)) or "none")
    print("\nseconds a page or a file:", ", ".join(f"{name} {value:.3f}" for name, value in times.items()))


def rank(file: Mapping[str, Any]) -> float:
    """Order of the worst: refused ones, then by text and likeness."""
    return float(file.get("text", -1) + file.get("ssim", -1)) if not file["code"] else -2.0


def sheets(measured: Sequence[dict[str, Any]], asked: argparse.Namespace) -> None:
    """Pictures of the worst files, named by their place."""
    folder = OUT / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    jobs = []
    for place, file in enumerate(sorted(measured, key=rank)[: asked.sheets]):
        stem = file["name"].rpartition("--")[2].rpartition("/")[2].rpartition(".")[0]
        job = {"title": row(file).strip(), "theirs": str(OUT / f"reference/{file['key']}.pdf")}
        job["target"] = str(folder / f"{place:03}-{file['key'][:8]}-{stem[:30]}.png")
        if not file["code"]:
            job["ours"] = str(OUT / f"ours/{file['key']}.pdf")
        jobs.append(json.dumps(job))
    command = [str(PYTHON), str(HERE / "fidelity_sheets.py"), str(asked.pages)]
    subprocess.run(command, input="\n".join(jobs), text=True, check=True)
    with contextlib.suppress(ValueError):
        folder = folder.relative_to(Path.cwd())
    print(f"\n{len(jobs)} sheets in {folder}")


if __name__ == "__main__":
    sys.exit(main())
