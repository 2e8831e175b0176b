"""Everything that a build depends on, as one digest; and the packet that such a build has already made.

Imports nothing heavy: an unchanged deal is answered without loading it.
"""

from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path

import packetgen
from packetgen.fonts.faces import state_of_folders
from packetgen.packet.manifest import FILE_NAME, Manifest
from packetgen.packet.request import Request
from packetgen.packet.verify import read_manifest, verify_folder
from packetgen.packet.versions import home_of
from packetgen.storage import digest
from packetgen.store.drafts import holds, store_root

KINDS, CONTENT, HOUSES = "kinds", "content", "houses"
"""The folders of a template folder."""


@cache
def own_code() -> str:
    """What stands for our code: its version, and in a checkout the newest change of a module."""
    root = Path(packetgen.__file__).parent
    newest = max((path.stat().st_mtime_ns for path in root.rglob("*.py")), default=0)
    return f"{packetgen.__version__}/{newest}"


def printer() -> str:
    """What stands for all that a PDF depends on besides its Word file: our code, the engine, and the faces here."""
    return digest(f"{own_code()}/{version_of('weasyprint')}/{state_of_folders()}".encode())[:16]


def inputs_digest(request: Request) -> str:
    """One digest of the deal, of every template file that a build may read, of the code and of the options."""
    options = f"{request.kinds}/{request.formats}/{request.house}/{request.final}"
    parts = [options, printer(), digest(request.deal.read_bytes())]
    for folder in request.template_folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file():
                parts += [path.relative_to(folder).as_posix(), digest(path.read_bytes())]
    return digest("\0".join(parts).encode("utf-8", "surrogateescape"))


def already_built(request: Request, inputs: str) -> tuple[Path, Manifest] | None:
    """The folder and manifest of a packet that was built from these inputs and is whole; None where there is none."""
    home = home_of(request.deal, request.out)
    for path in sorted(request.out.glob(f"*/v*/{FILE_NAME}"), reverse=True):
        manifest = read_manifest(path.parent).value
        if manifest is None or (manifest.inputs_sha256, manifest.home) != (inputs, home):
            continue
        root = store_root(request.deal)
        is_kept = all(holds(root, document.draft, document.stored_sha256) for document in manifest.documents)
        if is_kept and verify_folder(path.parent, manifest).is_whole:
            return path.parent, manifest
    return None
