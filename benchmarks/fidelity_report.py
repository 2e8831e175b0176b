"""From figures of files to the criteria, to what fell, and to what changed since another report."""

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from fidelity_judges import BROUGHT_ALONG

Figures: TypeAlias = Mapping[str, Any]
"""What was measured of one file; `code` is empty where it was printed."""

TEXT, SSIM, SSIM_MIN, PITCH, EDGE = 0.995, 0.80, 0.65, 0.3, 1.5
SSIM_DROP, TEXT_DROP = 0.03, 0.003
"""What the ratchet lets pass."""


@dataclass(frozen=True)
class Criterion:
    """A line of the table: a share of files, or a figure, beside its target."""

    name: str
    value: float
    target: float | None
    of: int
    share: bool = True
    digits: int = 3

    @property
    def is_met(self) -> bool:
        return self.target is None or self.value >= self.target

    def line(self) -> str:
        shown = f"{self.value:7.1%}" if self.share else f"{self.value:7.{self.digits}f}"
        wanted = "" if self.target is None else f"{self.target:.1%}" if self.share else f"{self.target:.{self.digits}f}"
        return f"  {self.name:<58}{shown}  of {self.of:<4} target {wanted or '-':<7}{'' if self.is_met else ' MISSED'}"


def criteria(files: Sequence[Figures], *, shipped: bool) -> list[Criterion]:
    """The criteria over files. A file that was not printed counts as failed in every one."""
    made = [
        _share("printed (no refusal, crash or timeout)", files, lambda f: not f["code"], 1.0),
        _share(f"text equal in order at {TEXT}", files, lambda f: f.get("text", 0) >= TEXT, 0.95),
        _share("every character of the model in the PDF, in order", files, lambda f: f.get("own", 0) == 1, 1.0),
        _share("page count equal", files, lambda f: f.get("pages") == f["their_pages"], 0.90),
        _share("page count within one in ten", files, _pages_near, 0.98),
        _share("all headings on their pages", [f for f in files if f.get("headings")], _headings_same, 0.90),
        _headings(files),
        *_likeness(files),
        *_lines(files, PITCH if shipped else None),
        *_verdicts(files, shipped=shipped),
    ]
    read = [f for f in files if "exported" in f]
    letters = sum(f["exported"] for f in read)
    if letters and not shipped:
        recalled = sum(f["read"] for f in read) / letters
        made.append(Criterion("characters of LibreOffice's text export that are read", recalled, 0.999, len(read)))
    return [each for each in made if each.of]


def _share(name: str, files: Sequence[Figures], holds: Callable[[Figures], bool], target: float | None) -> Criterion:
    return Criterion(name, sum(map(holds, files)) / max(1, len(files)), target, len(files))


def _pages_near(file: Figures) -> bool:
    return "pages" in file and abs(file["pages"] - file["their_pages"]) <= -(-file["their_pages"] // 10)


def _headings_same(file: Figures) -> bool:
    return bool(file["headings"] == file["headings_same"])


def _headings(files: Sequence[Figures]) -> Criterion:
    count = sum(f.get("headings") or 0 for f in files)
    same = sum(f.get("headings_same") or 0 for f in files)
    return Criterion("the same, of all headings", same / max(1, count), 0.90, count)


def _likeness(files: Sequence[Figures]) -> Iterable[Criterion]:
    drawn = [f for f in files if "ssim" in f]
    mean = statistics.fmean(f["ssim"] for f in drawn) if drawn else 0.0
    yield Criterion("likeness, mean of printed files", mean, SSIM, len(drawn), share=False)
    yield _share(f"likeness of the file at {SSIM}", files, lambda f: f.get("ssim", 0) >= SSIM, None)
    yield _share(f"no page under {SSIM_MIN}", files, lambda f: f.get("ssim_min", 0) >= SSIM_MIN, 1.0)


def _lines(files: Sequence[Figures], pitch: float | None) -> Iterable[Criterion]:
    lined = [f for f in files if f.get("lines") and f.get("their_lines")]
    target = None if pitch is None else 1.0
    yield _share(f"body line pitch within {PITCH} pt", lined, lambda f: _off(f, "pitch") <= PITCH, target)
    for edge in ("left", "right", "top", "foot"):
        yield _share(f"{edge} edge of the text within {EDGE} pt", lined, lambda f, e=edge: _off(f, e) <= EDGE, target)
    total = sum(f.get("cells", 0) for f in files)
    if total:
        for name, key in (
            ("table cells within 2 pt", "cells_near"),
            ("the same, measured within their table", "cells_alike"),
        ):
            share = sum(f.get(key, 0) for f in files) / total
            yield Criterion(name, share, 1.0 if key == "cells_near" else None, total)


def _off(file: Figures, name: str) -> float:
    return abs(float(file["lines"][name]) - float(file["their_lines"][name]))


def _verdicts(files: Sequence[Figures], *, shipped: bool) -> Iterable[Criterion]:
    judged = [f for f in files if "verdicts" in f or f["code"]]
    for flavour, name in (("3a", "PDF/A-3a"), ("ua1", "PDF/UA-1")):
        yield _share(f"{name} passes", judged, lambda f, v=flavour: not _failed(f, v), 1.0 if shipped else None)
        if not shipped:
            words = f"{name} passes but for what the file brings along"
            yield _share(words, judged, lambda f, v=flavour: not _failed(f, v) - BROUGHT_ALONG, 0.95)


def _failed(file: Figures, flavour: str) -> set[str]:
    return set(file["verdicts"].get(flavour, {})) if "verdicts" in file else {"not printed"}


def broken_rules(files: Iterable[Figures]) -> list[tuple[str, int]]:
    """Failed rules with how many files break each, most first."""
    found = Counter(f"{v} {rule}" for f in files for v, rules in f.get("verdicts", {}).items() for rule in rules)
    return found.most_common()


# -- ratchet and changes ---------------------------------------------------------------------------------------------


def golden_of(file: Figures) -> dict[str, Any]:
    """What is kept of a file."""
    if file["code"]:
        return {"code": file["code"]}
    return {name: round(file[name], 4) for name in ("text", "ssim", "ssim_min", "pages") if name in file}


def fallen(files: Iterable[Figures], golden: Mapping[str, Figures]) -> list[str]:
    """Where a file is worse than what was kept of it."""
    found = []
    for file in files:
        kept = golden.get(file["name"])
        if kept is None or "code" in kept:
            continue
        if file["code"]:
            found.append(f"{file['name']}: not printed any more: {file['code']} {file.get('message', '')}")
            continue
        for name, drop in (("text", TEXT_DROP), ("ssim", SSIM_DROP), ("ssim_min", SSIM_DROP)):
            if name in kept and file.get(name, 0) < kept[name] - drop:
                found.append(f"{file['name']}: {name} {kept[name]:.3f} > {file.get(name, 0):.3f}")
    return found


def changes(before: Mapping[str, Figures], after: Mapping[str, Figures]) -> list[str]:
    """What is better or worse in a report than in an earlier one, worst first."""
    rows = []
    for name in before.keys() & after.keys():
        one, other = before[name], after[name]
        steps = [
            f"{key} {_shown(one, key)} > {_shown(other, key)}"
            for key in ("code", "pages")
            if one.get(key) != other.get(key)
        ]
        change = 0.0
        for key in ("text", "own", "ssim", "ssim_min"):
            step = other.get(key, 0) - one.get(key, 0)
            change += step
            if abs(step) > 0.0005:
                steps.append(f"{key} {one.get(key, 0):.3f} > {other.get(key, 0):.3f}")
        if steps:
            rows.append((change, f"  {'+' if change > 0 else '-'} {name[:56]:<56} {'  '.join(steps)}"))
    return [line for _, line in sorted(rows)]


def _shown(file: Figures, key: str) -> str:
    return str(file.get(key)) if file.get(key) not in ("", None) else "none"


def row(file: Figures) -> str:
    """A file in one line."""
    if file["code"]:
        return f"  {file['name'][:52]:<52} {file['code']}: {file.get('message', '')[:90]}"
    heads = f"{file['headings_same']}/{file['headings']}" if file.get("headings") else "-"
    return (
        f"  {file['name'][:52]:<52} text {file.get('text', 0):.4f}  own {file.get('own', 0):.4f}"
        f"  pages {file['pages']}/{file['their_pages']}  headings {heads}"
        f"  ssim {file.get('ssim', 0):.3f} {file.get('ssim_min', 0):.3f}"
    )
