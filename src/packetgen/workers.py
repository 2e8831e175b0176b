"""Jobs to results over a few processes, in the order of the jobs."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Generic, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


class Pool(Generic[Job, Result]):
    """Processes that each prepare themselves once. Work starts as soon as a job is submitted."""

    def __init__(self, work: Callable[[Job], Result], executor: ProcessPoolExecutor | None) -> None:
        self._work = work
        self._executor = executor

    def submit(self, job: Job) -> "Future[Result]":
        if self._executor is not None:
            return self._executor.submit(self._work, job)
        done: Future[Result] = Future()
        done.set_result(self._work(job))
        return done


@contextmanager
def pool(work: Callable[[Job], Result], *, prepare: Callable[[], None], processes: int) -> Iterator[Pool[Job, Result]]:
    """Open a pool; with one process or fewer the work runs in this one.

    The processes start at once and prepare (import what is heavy) while the caller goes on.
    """
    if processes <= 1:
        prepare()
        yield Pool(work, None)
        return
    # Forking is the cheapest start, and safe here: the parent runs one thread.
    method = "fork" if os.name == "posix" and os.uname().sysname == "Linux" else "spawn"
    executor = ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context(method), initializer=prepare)
    try:
        for _ in range(processes):
            executor.submit(_ready)
        yield Pool(work, executor)
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    else:
        executor.shutdown()


def _ready() -> None:
    """Make the executor start one process more."""


def default_processes(jobs: int) -> int:
    """Two at most: the gain beyond is small on the machines of reps, and each costs about 100 MB."""
    return max(1, min(2, jobs, os.cpu_count() or 1))
