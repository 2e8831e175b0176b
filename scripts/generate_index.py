"""Writes src/packetgen/cli/kind_index.py from templates/kinds: command names and helps without loading a kind."""

from pathlib import Path

from packetgen.kinds.load import load_kinds

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "src/packetgen/cli/kind_index.py"


def index_text() -> str:
    """The text of the module."""
    kinds = load_kinds([ROOT / "templates/kinds"]).value or ()
    lines = [
        '"""The shipped kinds by command name, generated from templates/kinds by scripts/generate_index.py."""',
        "",
        "KINDS: dict[str, dict[str, str]] = {",
    ]
    for kind in sorted(kinds, key=lambda each: each.order):
        helps = "".join(f'        "{name}": "{text}",\n' for name, text in sorted(kind.help.items()))
        lines.append(f'    "{kind.id}": {{\n{helps}    }},')
    return "\n".join([*lines, "}", ""])


if __name__ == "__main__":
    TARGET.write_text(index_text(), encoding="utf-8")
