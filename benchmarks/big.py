"""Growth: documents of 50 to 400 pages and tables of 500 to 5,000 rows, printed by cold processes.

A document is a shipped seven-page one, its body repeated; a table is one of six columns made here. Each size is printed
by `packetgen pdf` and by LibreOffice in turn. What counts is the time a page (a row) beside that of the smallest size:
1.0 is linear growth. Peak memory is that of the process that prints.

`python big.py [SIZE ...]` measures the sizes named alone (`p400`, `r5000`).
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKETGEN = str(Path(sys.executable).with_name("packetgen"))
PAGES = (50, 100, 200, 400)
ROWS = (500, 1000, 2000, 5000)
SEVEN = "intent-agreement"  # a kind whose Chinese document has seven pages

_BODY = re.compile(r"(<w:body>)(.*)(<w:sectPr\b.*?</w:sectPr>\s*</w:body>)", re.DOTALL)
_BOOKMARK = re.compile(r'<w:bookmarkStart [^>]*w:name="([^"]+)"')
_NUMBER = re.compile(r'(<w:bookmark(?:Start|End) [^>]*?w:id=")(\d+)"')


def main() -> None:
    chosen = sys.argv[1:] or [*(f"p{size}" for size in PAGES), *(f"r{size}" for size in ROWS)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seven = seven_pages(folder)
        for letter, unit, make in (("p", "page", lambda size: repeated(seven, size // 7 + 1)), ("r", "row", rows)):
            sizes = [int(each[1:]) for each in chosen if each.startswith(letter)]
            measure(unit, sizes, make, folder)


def measure(unit: str, sizes: list[int], make: Callable[[int], bytes], folder: Path) -> None:
    first: dict[str, float] = {}
    for size in sizes:
        file = folder / f"{unit}-{size}.docx"
        file.write_bytes(make(size))
        for name, command in rivals(file, folder):
            seconds, megabytes = timed(command)
            pages = count_pages(folder / f"{unit}-{size}.{name}.pdf", file.with_suffix(".pdf"))
            each = seconds / (pages if unit == "page" else size)
            ratio = each / first.setdefault(name, each)
            print(
                f"{name:<12}{size:>6} {unit}s {pages:>5} p.{seconds:>8.1f} s{each * 1000:>8.1f} ms a {unit}"
                f"  ratio {ratio:.2f}{megabytes:>7.0f} MB",
                flush=True,
            )


def rivals(file: Path, folder: Path) -> Iterator[tuple[str, list[str]]]:
    # Its own limit of memory holds; that of seconds is no matter on a machine that does other things too.
    options = ["--max-seconds", "600", "-o", str(file.with_suffix(".packetgen.pdf"))]
    yield "packetgen", [PACKETGEN, "pdf", str(file), *options]
    if shutil.which("soffice"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
        yield "LibreOffice", ["soffice", profile, *convert]


def timed(command: list[str]) -> tuple[float, float]:
    """Wall seconds of a process, and the peak memory of the largest of its family in MB."""
    start = time.perf_counter()
    script = (
        "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(done.returncode)"
    )
    # A process of its own, since the peak of children never falls.
    done = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return seconds, int(done.stdout.split()[-1]) / 1000  # counted in kB


def count_pages(*files: Path) -> int:
    made = next(each for each in files if each.exists())
    told = subprocess.run(["pdfinfo", str(made)], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", told)[1])  # type: ignore[index]  # pdfinfo always says it


def seven_pages(folder: Path) -> bytes:
    """A document of a shipped sample."""
    deal = Path(shutil.copy(ROOT / "samples/linlan-drainage/deal.yaml", folder / "deal.yaml"))
    command = [PACKETGEN, "build", str(deal), "--only", SEVEN, "--to", "docx", "-o", str(folder / "out")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return next((folder / "out").rglob("*.docx")).read_bytes()


def repeated(data: bytes, times: int) -> bytes:
    """A document with its body repeated, each time on a new page and with bookmarks of its own."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    text = members["word/document.xml"].decode()
    found = _BODY.search(text)
    assert found is not None
    opening, body, closing = found.groups()
    names = sorted(set(_BOOKMARK.findall(body)), key=len, reverse=True)
    name = re.compile("|".join(rf"\b{re.escape(each)}\b" for each in names) or r"(?!)")
    new_page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    bodies = [
        _NUMBER.sub(lambda m, n=number: f'{m[1]}{int(m[2]) + n * 10000}"', name.sub(rf"\g<0>_{number}", body))
        for number in range(times)
    ]
    made = f"{opening}{new_page.join(bodies)}{closing}"
    members["word/document.xml"] = f"{text[: found.start()]}{made}{text[found.end() :]}".encode()
    return packed(members)


_TABLE = (
    '<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr><w:tblGrid>"
    + '<w:gridCol w:w="1500"/>' * 6
    + "</w:tblGrid>"
)


def rows(count: int) -> bytes:
    """A table of six columns under a header row."""

    look = '<w:rPr><w:sz w:val="20"/></w:rPr>'  # stated, since programs differ where a file has no styles
    size = f"<w:pPr>{look}</w:pPr>"

    def row(words: list[str], properties: str = "") -> str:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr><w:p>{size}<w:r>{look}<w:t>{word}</w:t></w:r></w:p></w:tc>'
            for word in words
        )
        return f"<w:tr>{properties}{cells}</w:tr>"

    head = row(["No.", "Item", "Unit", "Quantity", "Price", "Amount"], "<w:trPr><w:tblHeader/></w:trPr>")
    body = "".join(
        row([str(n), f"Pump {n % 97}", "set", str(n % 12 + 1), f"{n * 37 % 5000}.00", f"{n * 91 % 90000}.00"])
        for n in range(1, count + 1)
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return packed(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{types}"><Default Extension="rels"'
                ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
            ).encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}"'
                ' Target="word/document.xml"/></Relationships>'
            ).encode(),
            "word/document.xml": (
                f"<w:document {space}><w:body>{_TABLE}{head}{body}</w:tbl><w:p/><w:sectPr>"
                '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"'
                ' w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>'
            ).encode(),
        }
    )


def packed(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return made.getvalue()


if __name__ == "__main__":
    main()
