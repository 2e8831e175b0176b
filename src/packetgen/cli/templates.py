"""Where templates are looked for: the user's own folders before the shipped one."""

import os
import sys
from pathlib import Path

from packetgen.shipped import shipped


def template_folders(own: Path | None) -> tuple[Path, ...]:
    """A folder named on the command line, the user's own where there is one, and the shipped one."""
    return tuple(folder for folder in (own, user_folder(), shipped("templates")) if folder is not None)


def user_folder() -> Path | None:
    """The user's own template folder: `packetgen/templates` in the user's configuration folder."""
    if sys.platform == "win32":
        root = Path(os.environ.get("APPDATA", Path.home() / "AppData/Roaming"))
    elif sys.platform == "darwin":
        root = Path.home() / "Library/Application Support"
    else:
        root = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    folder = root / "packetgen" / "templates"
    return folder if folder.is_dir() else None
