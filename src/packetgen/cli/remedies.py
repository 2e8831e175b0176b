"""How to get what is lacking, on each system."""

from collections.abc import Mapping

SYSTEMS = ("Debian", "Fedora", "macOS", "Windows")
_OWN = "the system's own / 系统自带"

REMEDIES: Mapping[str, tuple[str, str, str, str]] = {
    "python": (
        "sudo apt-get install python3 python3-venv",
        "sudo dnf install python3",
        "brew install python",
        "winget install Python.Python.3.13",
    ),
    "pango": (
        "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0",
        "sudo dnf install pango",
        "brew install pango",
        "MSYS2: pacman -S mingw-w64-ucrt-x86_64-pango",
    ),
    "subset": (
        "sudo apt-get install libharfbuzz-subset0",
        "sudo dnf install harfbuzz",
        "brew install harfbuzz",
        "MSYS2: pacman -S mingw-w64-ucrt-x86_64-harfbuzz",
    ),
    "han": (
        "sudo apt-get install fonts-noto-cjk",
        "sudo dnf install google-noto-sans-cjk-fonts google-noto-serif-cjk-fonts",
        _OWN,
        _OWN,
    ),
    "fandol": (
        "sh scripts/setup.sh",
        "sudo dnf install texlive-fandol",
        _OWN,
        _OWN,
    ),
    "latin": (
        "sudo apt-get install fonts-liberation fonts-crosextra-carlito fonts-crosextra-caladea",
        "sudo dnf install liberation-fonts google-carlito-fonts google-crosextra-caladea-fonts",
        "brew install --cask font-liberation font-carlito font-caladea",
        _OWN,
    ),
    "write": ("-o FOLDER; PACKETGEN_OUT, PACKETGEN_CACHE",) * 4,
}
"""By what is lacking, one command for each of SYSTEMS."""
