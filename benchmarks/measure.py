"""Runs of rivals in turn, and the ratio of their medians: the only figure that a noisy machine lets stand."""

import compileall
import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec


def in_turn(
    rivals: Mapping[str, Callable[[], object]],
    rounds: int,
    warm_up: int = 1,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, list[float]]:
    """Seconds of each rival over the rounds, A B A B, after `warm_up` rounds that do not count.

    What one leaves behind is collected before the next begins, and in nobody's time.
    """
    times: dict[str, list[float]] = {name: [] for name in rivals}
    for number in range(-warm_up, rounds):
        for name, run in rivals.items():
            gc.collect()
            start = clock()
            run()
            taken = clock() - start
            if number >= 0:
                times[name].append(taken)
    return times


def compile_own() -> None:
    """Compile our modules, as an installer does: a checkout may have been told to write no bytecode."""
    package = find_spec("packetgen")
    assert package is not None
    for folder in package.submodule_search_locations or ():
        compileall.compile_dir(folder, quiet=1)


def command(*arguments: str) -> Callable[[], object]:
    """A whole process as a rival; its output is dropped and its failure ends the benchmark."""

    def run() -> object:
        return subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    return run


def report(title: str, times: Mapping[str, Sequence[float]], base: str) -> None:
    """Print medians with their range, and the ratio of each to the base."""
    medians = {name: statistics.median(runs) for name, runs in times.items()}
    print(f"\n{title}")
    for name, runs in times.items():
        ratio = "" if name == base else f"  ratio {medians[name] / medians[base]:.2f} to {base}"
        low, high, middle = min(runs) * 1000, max(runs) * 1000, medians[name] * 1000
        print(f"  {name:<36}{middle:9.1f} ms ({low:.1f}-{high:.1f}){ratio}")
    sys.stdout.flush()
