"""The shape of the project: sizes, paths, documents."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from packetgen.template.filters import FILTERS

ROOT = Path(__file__).parent.parent.parent
MODULES = sorted((ROOT / "src").rglob("*.py"))


def tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listing.stdout.splitlines()]


def test_no_module_is_longer_than_600_lines() -> None:
    assert [str(path) for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 600] == []


def test_no_function_is_longer_than_60_lines() -> None:
    long = [
        f"{path.name}:{node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
    ]
    assert long == []


def test_no_tracked_file_names_a_path_of_a_machine() -> None:
    machine = re.compile(r"(?<![\w.])/(?:work|root|home/\w)[/\s\"']")
    for path in tracked():
        if path.suffix in {".py", ".md", ".yaml", ".toml", ".sh"} and path != Path(__file__):
            assert not machine.search(path.read_text(encoding="utf-8")), path


def test_the_readme_names_targets_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make (\w+)`", (ROOT / "README.md").read_text(encoding="utf-8")):
        assert f"\n{target}:" in makefile, target


def test_the_architecture_page_names_modules_that_exist() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`([a-z_]+/[a-z_]+\.py)(?::\w+)?`", page)
    assert len(named) > 15
    for name in named:
        assert (ROOT / "src/packetgen" / name).is_file(), name


def test_the_index_of_kinds_is_up_to_date() -> None:
    namespace: dict[str, object] = {"__name__": "generate_index", "__file__": str(ROOT / "scripts/generate_index.py")}
    exec((ROOT / "scripts/generate_index.py").read_text(encoding="utf-8"), namespace)
    text = namespace["index_text"]()  # type: ignore[operator]
    written = (ROOT / "src/packetgen/cli/kind_index.py").read_text(encoding="utf-8")
    assert written.split("KINDS", 1)[1] == text.split("KINDS", 1)[1]


def test_the_command_reference_is_up_to_date() -> None:
    namespace: dict[str, object] = {"__name__": "generate_cli", "__file__": str(ROOT / "scripts/generate_cli.py")}
    exec((ROOT / "scripts/generate_cli.py").read_text(encoding="utf-8"), namespace)
    assert (ROOT / "docs/cli.md").read_text(encoding="utf-8") == namespace["reference"]()  # type: ignore[operator]


def test_the_table_of_filters_is_up_to_date() -> None:
    page = (ROOT / "docs/template-language.md").read_text(encoding="utf-8")
    for each in FILTERS.values():
        assert f"| `{each.name}` | {each.says} | {each.example} |" in page, each.name
