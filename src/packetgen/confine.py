"""Work on what comes from outside, in a process of its own that is ended when it takes too much.

The time is watched from here on every system. Memory is limited where the system can do it: Linux counts the address
space of the process; macOS and Windows give a process no such limit, and there only the time holds. The process may
not open a connection or start a program.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from typing import Any

from packetgen.errors import PacketgenError

_MEGABYTE = 1 << 20
_FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen", "os.system", "os.exec")


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the work: what it does with the result of the step before, and what it may take.

    `megabytes` are on top of what the process holds when the work begins.
    """

    work: Callable[[Any], Any]
    seconds: float
    megabytes: int


class Reason(StrEnum):
    TIME = "time"
    MEMORY = "memory"
    DEPTH = "depth"
    DEATH = "death"
    FAULT = "fault"


class StoppedError(Exception):
    """The work did not come to its end: in which stage (from 0), why, and what the process said or how it ended."""

    def __init__(self, stage: int, reason: Reason, detail: str = "") -> None:
        super().__init__(stage, reason, detail)
        self.stage, self.reason, self.detail = stage, reason, detail


def run_confined(stages: tuple[Stage, ...], given: Any, prepare: Callable[[], None]) -> Any:  # noqa: ANN401
    """Take `given` through the stages and return what comes out. `prepare` imports what is heavy, and is not counted.

    Raises:
        StoppedError: a stage took too much, nested too deeply, or failed.
        PacketgenError: as the work raised it.
    """
    is_alone = threading.active_count() == 1
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" and is_alone else "spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, stages, given, prepare), daemon=True)
    process.start()
    theirs.close()
    try:
        return _watch(ours, process, stages)
    finally:
        process.kill()
        process.join()
        ours.close()


def _watch(connection: Connection, process: Any, stages: tuple[Stage, ...]) -> Any:  # noqa: ANN401
    number = -1  # preparing
    until = float("inf")
    while True:
        left = until - time.monotonic()
        if not connection.poll(None if left == float("inf") else max(0.0, left)):
            raise StoppedError(number, Reason.TIME)
        try:
            kind, value = connection.recv()
        except EOFError:
            process.join()
            raise StoppedError(max(0, number), Reason.DEATH, str(process.exitcode)) from None
        if kind == "begun":
            number = value
            until = time.monotonic() + stages[number].seconds
        elif kind == "done":
            return value
        elif kind == "raised":
            raise value
        else:
            raise StoppedError(number, Reason(kind), value)


def _work(connection: Connection, stages: tuple[Stage, ...], value: Any, prepare: Callable[[], None]) -> None:  # noqa: ANN401
    # The terminal interrupts the whole group; the caller says so, once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _be_silent()
    try:
        prepare()
        sys.addaudithook(_refuse)
        base = _address_space()
        for number, stage in enumerate(stages):
            _limit_memory(base + stage.megabytes * _MEGABYTE)
            connection.send(("begun", number))
            value = stage.work(value)
        answer = ("done", value)
    except PacketgenError as fault:
        answer = ("raised", fault)
    except MemoryError:
        answer = (Reason.MEMORY, "")
    except RecursionError:
        answer = (Reason.DEPTH, "")
    except Exception as fault:  # noqa: BLE001  # told to the caller, who raises it
        answer = (Reason.FAULT, f"{type(fault).__name__}: {fault}")
    _limit_memory(None)
    connection.send(answer)


def _be_silent() -> None:
    """Keep what libraries say, with words of the file in it, from the terminal."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nowhere, standard)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    del arguments
    if event in _FORBIDDEN:
        raise PermissionError(event)


def _address_space() -> int:
    """The bytes of address space that this process has taken; 0 where the system does not tell."""
    with contextlib.suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _limit_memory(limit: int | None) -> None:
    """Let the process take so many bytes of address space, None for as many as it was given."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415  # not on every system

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = most if limit is None else limit
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
