"""`packetgen --help` beside a bare argparse program with as many commands."""

import sys
import tempfile
from pathlib import Path

from measure import command, compile_own, in_turn, report

ARGPARSE = """
import argparse
parser = argparse.ArgumentParser(prog="bare")
commands = parser.add_subparsers()
for name in ("new", "set", "check", "build", "pdf", "verify", "schema", "template", "doctor"):
    commands.add_parser(name, help=f"the command {name}")
parser.parse_args()
"""


def main() -> None:
    compile_own()
    script = Path(sys.executable).with_name("packetgen")
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder, "bare.py")
        bare.write_text(ARGPARSE, encoding="utf-8")
        rivals = {
            "argparse": command(sys.executable, str(bare), "--help"),
            "packetgen": command(sys.executable, str(script), "--help"),
        }
        report("--help, whole processes, median of 15", in_turn(rivals, rounds=15), base="argparse")


main()
