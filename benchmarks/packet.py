"""A whole packet by a cold process beside what others do: plain docxtpl for the Word files, then ONE call of LibreOffice.

The rival (rival.py) has the same templates, ejected, and the data ready as plain objects: it is spared loading the deal,
deriving, checking and writing a manifest. Our modules are compiled before, as those of the rival are. Peak memory is that of all processes together, sampled, shared pages counted
once.
"""

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from measure import compile_own, in_turn, report
from rival import prepare

ROOT = Path(__file__).parent.parent
PACKETGEN = str(Path(sys.executable).with_name("packetgen"))
ROUNDS = 5


def main() -> None:
    compile_own()
    for sample in ("linlan-drainage", "wexmoor-drainage"):
        with tempfile.TemporaryDirectory() as folder:
            measure(sample, Path(folder))


def measure(sample: str, folder: Path) -> None:
    deal = Path(shutil.copy(ROOT / "samples" / sample / "deal.yaml", folder / "deal.yaml"))
    build = [PACKETGEN, "build", str(deal), "-o", str(folder / "out")]
    peak = Peak()
    run(build, peak)
    (folder / "rival").mkdir()
    files = prepare(sample, folder / "rival")
    fill = [sys.executable, str(ROOT / "benchmarks/rival.py"), str(folder / "rival")]
    office = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    office += ["--outdir", str(folder / "office"), *map(str, files)]

    def rival() -> None:
        run(fill)
        run(office)

    def whole() -> None:
        shutil.rmtree(folder / "out", ignore_errors=True)
        run(build)

    names = ("docxtpl, then LibreOffice once", "packetgen, whole packet")
    times = in_turn({names[0]: rival, names[1]: whole}, rounds=ROUNDS)
    report(f"{sample}: {len(files)} documents, cold processes", times, base=names[0])
    again = in_turn({"packetgen, nothing changed": lambda: run(build)}, rounds=ROUNDS)
    report(f"{sample}: built again", again, base="packetgen, nothing changed")
    print(f"  peak memory of all processes of a build: {peak.megabytes:.0f} MB")


class Peak:
    """The largest sum of memory of a process and its children."""

    def __init__(self) -> None:
        self.megabytes = 0.0

    def watch(self, process: "subprocess.Popen[bytes]") -> None:
        while process.poll() is None:
            self.megabytes = max(self.megabytes, sum(map(resident, family(process.pid))) / 1e6)
            time.sleep(0.05)


def family(root: int) -> list[int]:
    found = [root]
    for each in found:
        path = Path(f"/proc/{each}/task/{each}/children")
        if path.exists():
            found += [int(child) for child in path.read_text(encoding="utf-8").split()]
    return found


def resident(process: int) -> int:
    """Bytes of memory of a process, pages that it shares counted in part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def run(command: list[str], peak: Peak | None = None) -> None:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    watcher = threading.Thread(target=peak.watch, args=(process,)) if peak is not None else None
    if watcher is not None:
        watcher.start()
    if process.wait():
        raise SystemExit(f"failed: {command}")
    if watcher is not None:
        watcher.join()


main()
