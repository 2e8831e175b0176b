"""Jobs to results over a few processes.

On Linux the first process is forked at once and prepares itself (imports what is heavy) while the caller goes on;
the others are forked from it, ready. That is a third of a second less work than preparing each, for which the
executors of the standard library have no place. Elsewhere such an executor serves.
"""

import multiprocessing
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Generic, NoReturn, Protocol, TypeVar

from packetgen.diagnostics import error
from packetgen.errors import PacketgenError

Job = TypeVar("Job")
Result = TypeVar("Result")
Job_contra = TypeVar("Job_contra", contravariant=True)


class Pool(Protocol[Job_contra, Result]):
    """Takes jobs; each is begun as soon as a process is free, in the order of submission."""

    def submit(self, job: Job_contra) -> "Future[Result]": ...


class WorkerDiedError(PacketgenError):
    """A process ended in the middle of its work, as when the system runs out of memory."""


@contextmanager
def pool(work: Callable[[Job], Result], *, prepare: Callable[[], None], processes: int) -> Iterator[Pool[Job, Result]]:
    """Open a pool; with one process or fewer the work runs in this one, prepared when the first job comes.

    Raises:
        WorkerDiedError: from a future whose process died.
    """
    if processes <= 1:
        yield _Here(work, prepare)
    elif sys.platform == "linux" and threading.active_count() == 1:
        forks = _Forks(work, prepare, processes)
        try:
            yield forks
        except BaseException:
            forks.kill()
            raise
        else:
            forks.close()
    else:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(processes, mp_context=context, initializer=prepare) as executor:
            yield _Executed(work, executor)


def default_processes() -> int:
    """Two at most: the gain beyond is small on the machines of reps, and each costs about 100 MB."""
    return max(1, min(2, os.cpu_count() or 1))


class _Here(Generic[Job, Result]):
    def __init__(self, work: Callable[[Job], Result], prepare: Callable[[], None]) -> None:
        self._work = work
        self._prepare: Callable[[], None] | None = prepare

    def submit(self, job: Job) -> "Future[Result]":
        if self._prepare is not None:
            self._prepare()
            self._prepare = None
        done: Future[Result] = Future()
        done.set_result(self._work(job))
        return done


class _Executed(Generic[Job, Result]):
    def __init__(self, work: Callable[[Job], Result], executor: Executor) -> None:
        self._work, self._executor = work, executor

    def submit(self, job: Job) -> "Future[Result]":
        return self._executor.submit(self._work, job)


class _Forks(Generic[Job, Result]):
    """Processes of which the first is forked from this one, the others from the first when it has prepared itself.

    Each has a connection of its own, and a thread here that hands it jobs and waits for results.
    """

    def __init__(self, work: Callable[[Job], Result], prepare: Callable[[], None], processes: int) -> None:
        pairs = [multiprocessing.Pipe() for _ in range(processes)]
        self._first = os.fork()
        if self._first == 0:
            for ours, _ in pairs:
                ours.close()
            _be_worker(work, prepare, [theirs for _, theirs in pairs])
        for _, theirs in pairs:
            theirs.close()
        self._jobs: queue.SimpleQueue[tuple[Job, Future[Result]] | None] = queue.SimpleQueue()
        self._pids: set[int] = {self._first}
        self._alive = threading.Semaphore(processes - 1)
        self._threads = [threading.Thread(target=self._serve, args=(ours,), daemon=True) for ours, _ in pairs]
        for thread in self._threads:
            thread.start()

    def submit(self, job: Job) -> "Future[Result]":
        done: Future[Result] = Future()
        self._jobs.put((job, done))
        return done

    def close(self) -> None:
        """End when all jobs are done."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        os.waitpid(self._first, 0)

    def kill(self) -> None:
        """End at once."""
        for pid in self._pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        os.waitpid(self._first, 0)

    def _serve(self, connection: Connection) -> None:
        try:
            self._pids.add(connection.recv())
            while (given := self._jobs.get()) is not None:
                job, done = given
                try:
                    connection.send(job)
                    is_done, answer = connection.recv()
                except (EOFError, OSError):
                    done.set_exception(WorkerDiedError(error("PG824")))
                    raise
                if is_done:
                    done.set_result(answer)
                else:
                    done.set_exception(answer)
        except (EOFError, OSError):
            self._died()
        finally:
            connection.close()

    def _died(self) -> None:
        """The other processes go on; where there is none, nobody is left to do what is asked for."""
        if not self._alive.acquire(blocking=False):
            while (given := self._jobs.get()) is not None:
                given[1].set_exception(WorkerDiedError(error("PG824")))


def _be_worker(work: Callable[[Job], Result], prepare: Callable[[], None], connections: list[Connection]) -> NoReturn:
    """Live as the first process and, forked from it, as the others; ends with this process's exit."""
    try:
        # The terminal interrupts the whole group; the caller says so, once.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        fault: Exception | None = None
        try:
            prepare()
        except Exception as failure:  # noqa: BLE001  # told to the caller in the place of every result
            fault = failure
        children: list[int] = []
        own = connections[0]
        for other in connections[1:]:
            child = os.fork()
            if child == 0:
                own.close()
                children, own = [], other
                break
            children.append(child)
            other.close()
        _answer(work, own, fault)
        for child in children:
            os.waitpid(child, 0)
    finally:
        os._exit(0)


def _answer(work: Callable[[Job], Result], connection: Connection, fault: Exception | None) -> None:
    """Do jobs until the other side closes; where the process could not prepare itself, say so for each."""
    connection.send(os.getpid())
    while True:
        try:
            job = connection.recv()
        except EOFError:
            return
        try:
            if fault is not None:
                raise fault  # noqa: TRY301  # told like every other fault
            answer: tuple[bool, object] = (True, work(job))
        except Exception as failure:  # noqa: BLE001  # told to the caller, who raises it
            answer = (False, failure)
        connection.send(answer)
