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

    def __init__(
        self, work: Callable[[Job], Result], prepare: Callable[[], None], executor: ProcessPoolExecutor | None
    ) -> None:
        self._work = work
        self._prepare: Callable[[], None] | None = prepare
        self._executor = executor

    def submit(self, job: Job) -> "Future[Result]":
        if self._executor is not None:
            return self._executor.submit(self._work, job)
        if self._prepare is not None:
            self._prepare()
            self._prepare = None
        done: Future[Result] = Future()
        done.set_result(self._work(job))
        return done


@contextmanager
def pool(work: Callable[[Job], Result], *, prepare: Callable[[], None], processes: int) -> Iterator[Pool[Job, Result]]:
    """Open a pool; with one process or fewer the work runs in this one, prepared when the first job comes.

    The processes start at once and prepare (import what is heavy) while the caller goes on.
    """
    if processes <= 1:
        yield Pool(work, prepare, None)
        return
    # Forking is the cheapest start, and safe here: the parent runs one thread.
    method = "fork" if os.name == "posix" and os.uname().sysname == "Linux" else "spawn"
    executor = ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context(method), initializer=prepare)
    try:
        for _ in range(processes):
            executor.submit(_ready)
        yield Pool(work, prepare, executor)
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    else:
        executor.shutdown()


def _ready() -> None:
    """Make the executor start one process more."""


def default_processes() -> int:
    """Two at most: the gain beyond is small on the machines of reps, and each costs about 150 MB."""
    return max(1, min(2, os.cpu_count() or 1))
