"""Where the templates and samples that ship with packetgen lie: inside the wheel, or in a checkout."""

from functools import cache
from pathlib import Path


@cache
def shipped(folder: str) -> Path:
    """The shipped folder `templates` or `samples`."""
    package = Path(__file__).parent
    installed = package / "_shipped" / folder
    return installed if installed.is_dir() else package.parent.parent / folder
