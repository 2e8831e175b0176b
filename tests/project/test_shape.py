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


OF_THE_WHOLE = {"project", "content", "samples", "judges"}
"""Folders of tests that have no package of their own."""


def test_folders_of_tests_mirror_the_packages() -> None:
    packages = {path.parent.name for path in (ROOT / "src/packetgen").glob("*/__init__.py")}
    folders = {path.name for path in (ROOT / "tests").iterdir() if any(path.glob("test_*.py"))}
    assert folders - OF_THE_WHOLE <= packages
    assert packages - folders <= {"fonts", "sources", "store"}


def test_every_exemption_from_the_linter_has_a_reason() -> None:
    listed = re.compile(r'^\s*"[A-Z]+[0-9]*"(?:, "[A-Z]+[0-9]*")*,(.*)$|^"[^"]+" = \[.*\](.*)$', re.MULTILINE)
    section = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[tool.ruff.lint]")[2]
    rest = section.partition("[tool.importlinter]")[0].partition("ignore = [")[2]
    found = [match[1] or match[2] or "" for match in listed.finditer(rest)]
    assert len(found) > 15
    assert [each for each in found if not each.strip().startswith("#")] == []
    for path in [*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").glob("*.py")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            noted = re.search(r"#\s*noqa: [A-Z0-9, ]+(.*)", line)
            if noted and path.name != "test_shape.py":
                assert re.match(r"\s*(#|-)\s*\S", noted[1]) or needs_no_reason(line, path), (path.name, line)


def needs_no_reason(line: str, path: Path) -> bool:
    """Whether the reason of an exemption stands further up in the file, or is always the same."""
    code = re.search(r"noqa: ([A-Z0-9]+)", line)
    assert code is not None
    if code[1] in {"ANN401", "PLC0415"}:  # untyped objects of libraries; imports that cost time, where they are needed
        return True
    before = path.read_text(encoding="utf-8").partition(line)[0]
    return re.search(rf"noqa: {code[1]}[A-Z0-9, ]*\s*(#|-)\s*\S", before) is not None


def test_the_readme_and_the_contributors_page_name_what_exists() -> None:
    for page in ("README.md", "CONTRIBUTING.md", "docs/architecture.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for name in re.findall(r"`((?:src|docs|scripts|samples|templates|tests|benchmarks|\.ci)/[\w./-]*\w)`", text):
            assert (ROOT / name).exists(), (page, name)
        for name in re.findall(r"\]\(([\w./-]+)\)", text):
            assert (ROOT / page).parent.joinpath(name).exists(), (page, name)


def test_the_architecture_page_names_functions_that_exist() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`([a-z_]+/[a-z_]+\.py):(\w+)`", page)
    assert named
    for module, function in named:
        assert f"def {function}(" in (ROOT / "src/packetgen" / module).read_text(encoding="utf-8"), (module, function)
