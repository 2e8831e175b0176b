"""A whole packet by a cold process beside ONE batch call of LibreOffice that only prints the same Word files.

LibreOffice is given the finished files, so it is spared loading the deal, filling and checking: a lower bound of what any
chain with it takes. Peak memory is that of all processes together, sampled, shared pages counted once.
"""

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from measure import in_turn, report

ROOT = Path(__file__).parent.parent
PACKETGEN = str(Path(sys.executable).with_name("packetgen"))
ROUNDS = 5


def main() -> None:
    for sample in ("linlan-drainage", "wexmoor-drainage"):
        with tempfile.TemporaryDirectory() as folder:
            measure(sample, Path(folder))


def measure(sample: str, folder: Path) -> None:
    deal = Path(shutil.copy(ROOT / "samples" / sample / "deal.yaml", folder / "deal.yaml"))
    build = [PACKETGEN, "build", str(deal), "-o", str(folder / "out")]
    peak = Peak()
    run(build, peak)
    files = sorted(path for path in (folder / "out").rglob("*.docx"))
    office = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    office += ["--outdir", str(folder / "office"), *map(str, files)]

    def whole() -> None:
        shutil.rmtree(folder / "out", ignore_errors=True)
        run(build)

    rivals = {"LibreOffice, PDFs only, one call": lambda: run(office), "packetgen, whole packet": whole}
    times = in_turn(rivals, rounds=ROUNDS)
    report(f"{sample}: {len(files)} documents, cold processes", times, base="LibreOffice, PDFs only, one call")
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
