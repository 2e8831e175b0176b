"""LibreOffice as the reference: files to PDF and to plain text, in few calls, into a cache.

The reference is made with the faces that packetgen prints with: a font configuration, written from packetgen's own table
of substitutes, sends both to the same file. Another table makes another reference. Pages are printed from a copy (fidelity_copy);
the text export is of the file itself.
"""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import fidelity_macro
from fidelity_copy import copy_for_office, is_without_script_space
from fidelity_faces import families, write_faces
from fidelity_heights import Copies, copies_for, write_copies

from packetgen.fonts.choose import choose, classes

BATCH = 15
SECONDS_OF_A_BATCH = 180
SECONDS_OF_A_FILE = 60
FILTERS = {"pdf": "pdf:writer_pdf_Export", "txt": "txt:Text (encoded):UTF8"}
FAULTS = "faults.json"
COPYING = tuple(
    Path(__file__).with_name(f"fidelity_{name}.py")
    for name in ("copy", "cascade", "faces", "heights", "macro", "stated")
)
"""Their rules are part of what makes a reference."""


def fonts_configuration(faces: Path) -> tuple[str, list[Copies]]:
    """A fontconfig file: for each name of the table the face that packetgen chooses, then what the system has.

    Gives the copies of Latin faces too that it names.

    Args:
        faces: the folder of the faces that were made as high as the table says (fidelity_faces).
    """
    rules, copies = [], dict[str, Copies]()
    measured = families()
    for name, script in sorted({(name, each.script) for each in classes().values() for name in each.names}):
        found = choose(name, script)
        copied = copies_for(found)
        if found.face is None or (found.exact and copied is None):
            continue
        if found.exact:
            # LibreOffice takes some free faces for others by itself; the copy stands in their place.
            rules.append(
                '<selectfont><rejectfont><pattern><patelt name="family">'
                f"<string>{escape(found.found_family)}</string></patelt></pattern></rejectfont></selectfont>"
            )
        family, weight = found.found_family, ""
        if name in measured:
            family = measured[name].name
        elif copied is not None:
            copies[copied.family], family = copied, copied.family
        elif found.face.bold:
            weight = '<edit name="weight" mode="assign"><const>bold</const></edit>'
        rules.append(
            f'<match target="pattern"><test name="family" qual="any"><string>{escape(name)}</string></test>{weight}'
            f'<edit name="family" mode="assign" binding="same"><string>{escape(family)}</string></edit>'
            "</match>"
        )
    system = f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n<dir>{escape(str(faces))}</dir>'
    text = f'<?xml version="1.0"?>\n<fontconfig>\n{system}\n' + "\n".join(rules) + "\n</fontconfig>\n"
    return text, list(copies.values())


class Office:
    """References in a folder: `<sha256>.pdf` and `<sha256>.txt`."""

    def __init__(self, folder: Path) -> None:
        faces = (folder / "faces").absolute()
        configuration, copies = fonts_configuration(faces)
        self.folder = folder
        stamp = folder / "fonts.sha256"
        wanted = hashlib.sha256(configuration.encode() + b"".join(p.read_bytes() for p in COPYING)).hexdigest()
        if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
            return
        if folder.is_dir():
            shutil.rmtree(folder)
        write_faces(faces)
        for each in copies:
            write_copies(each, faces)
        (folder / "fonts.conf").write_text(configuration, encoding="utf-8")
        stamp.write_text(wanted, encoding="ascii")

    def convert(self, files: Mapping[str, Path], kind: str) -> dict[str, str]:
        """Make what is missing. Gives the reason for each file, by its sha256, that has no reference.

        Args:
            files: the files by their sha256.
            kind: pdf or txt.
        """
        faults = self._faults(kind)
        wanted = [key for key in files if not self.path(key, kind).exists() and key not in faults]
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            self._run({key: files[key] for key in batch}, kind, SECONDS_OF_A_BATCH)
            for key in batch:  # what a batch did not bring, alone: one bad file ends the whole call
                if not self.path(key, kind).exists():
                    reason = self._run({key: files[key]}, kind, SECONDS_OF_A_FILE)
                    if not self.path(key, kind).exists():
                        faults[key] = reason
            self._keep_faults(kind, faults)
        return {key: faults[key] for key in files if key in faults}

    def path(self, key: str, kind: str) -> Path:
        return self.folder / f"{key}.{kind}"

    def _faults(self, kind: str) -> dict[str, str]:
        path = self.folder / f"{kind}-{FAULTS}"
        return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}

    def _keep_faults(self, kind: str, faults: Mapping[str, str]) -> None:
        (self.folder / f"{kind}-{FAULTS}").write_text(json.dumps(faults, indent=1), encoding="utf-8")

    def _run(self, files: Mapping[str, Path], kind: str, seconds: int) -> str:
        with tempfile.TemporaryDirectory() as made:
            work = Path(made)
            groups: dict[bool, list[Path]] = {False: [], True: []}
            for key, path in files.items():
                data = path.read_bytes()
                source = work / f"{key}{path.suffix}"
                source.write_bytes(copy_for_office(data) if kind == "pdf" else data)
                groups[kind == "pdf" and is_without_script_space(data)].append(source)
            reasons = [
                office(inputs, kind, work, self.folder / "fonts.conf", seconds, by_macro=by_macro)
                for by_macro, inputs in groups.items()
                if inputs
            ]
            for path in (work / "out").glob(f"*.{kind}"):
                shutil.move(path, self.path(path.stem, kind))
        return " ".join(reasons)


def office(inputs: Sequence[Path], kind: str, work: Path, fonts: Path, seconds: int, *, by_macro: bool = False) -> str:
    """One call of LibreOffice, into the folder `out`. Gives what it said, or that it was ended after `seconds`."""
    (work / "out").mkdir(exist_ok=True)
    profile = work / "profile"
    program = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    if by_macro:
        _called([*program, "--terminate_after_init"], fonts, seconds)
        fidelity_macro.install(profile)
        return _called([*program, fidelity_macro.call(inputs)], fonts, seconds)
    return _called(
        [*program, "--convert-to", FILTERS[kind], "--outdir", str(work / "out"), *map(str, inputs)], fonts, seconds
    )


def _called(command: Sequence[str], fonts: Path, seconds: int) -> str:
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts.absolute())}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, start_new_session=True
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # its own group: soffice starts soffice.bin
        process.communicate()
        return f"ended after {seconds} s"
    return said.decode(errors="replace").strip()[-300:] or "no output"


def seconds_of(inputs: Sequence[Path], fonts: Path) -> float:
    """Wall seconds of one call that prints the files, with a fresh profile."""
    with tempfile.TemporaryDirectory() as made:
        start = time.perf_counter()
        office(inputs, "pdf", Path(made), fonts, SECONDS_OF_A_BATCH)
        return time.perf_counter() - start
