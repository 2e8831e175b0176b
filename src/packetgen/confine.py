"""Work on what comes from outside, in a process of its own that is ended when it takes too much.

The time is watched from here on every system. What the system can do itself is left to it: Linux limits the address
space of a process and its time of computing, macOS the latter, Windows neither. The process may not open a connection
or start a program.
"""

import contextlib
import math
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
from pathlib import Path
from typing import Any

from packetgen.errors import PacketgenError

_MEGABYTE = 1 << 20
_SECONDS_TO_TELL = 10
_FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen", "os.system", "os.exec")


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the work: what it does with the result of the step before, and what it may take.

    `seconds` are of computing, so that a busy machine does no harm; `megabytes` are on top of what the process holds
    when the work begins.
    """

    work: Callable[[Any], Any]
    seconds: int
    megabytes: int


class Reason(StrEnum):
    TIME = "time"
    MEMORY = "memory"
    DEPTH = "depth"
    DEATH = "death"
    FAULT = "fault"


class StoppedError(Exception):
    """The work did not come to its end: why, and the limit that it reached, or what the process said at its end."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


def run_confined(stages: tuple[Stage, ...], given: Any, prepare: Callable[[], None], seconds: int) -> Any:  # noqa: ANN401
    """Take `given` through the stages and return what comes out.

    Args:
        stages: the steps, in their order.
        given: what the first of them takes. What passes between processes is pickled.
        prepare: imports what is heavy, and is not counted.
        seconds: by the clock, for all stages.

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
        return _watch(ours, process, stages, seconds)
    finally:
        process.kill()
        process.join()
        ours.close()


def _watch(connection: Connection, process: Any, stages: tuple[Stage, ...], seconds: int) -> Any:  # noqa: ANN401
    stage = stages[0]
    until: float | None = None  # it is preparing
    while True:
        if not connection.poll(None if until is None else max(0.0, until - time.monotonic())):
            raise StoppedError(Reason.TIME, str(seconds))
        try:
            kind, value = connection.recv()
        except EOFError:
            process.join()
            raise _death(process.exitcode, stage) from None
        if kind == "begun":
            stage = stages[value]
            until = time.monotonic() + seconds if until is None else until
        elif kind == "done":
            return value
        elif kind == "raised":
            raise value
        else:
            raise StoppedError(kind, str(stage.megabytes) if kind is Reason.MEMORY else value)


def _death(exit_code: int, stage: Stage) -> StoppedError:
    if sys.platform != "win32" and exit_code == -signal.SIGXCPU:
        return StoppedError(Reason.TIME, str(stage.seconds))
    return StoppedError(Reason.DEATH, str(exit_code))


def _work(connection: Connection, stages: tuple[Stage, ...], value: Any, prepare: Callable[[], None]) -> None:  # noqa: ANN401
    # The terminal interrupts the whole group; the caller says so, once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _be_silent()
    try:
        prepare()
        sys.addaudithook(_refuse)
        base = _address_space()
        for number, stage in enumerate(stages):
            _limit(base + stage.megabytes * _MEGABYTE, stage.seconds)
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
    _limit(None, _SECONDS_TO_TELL)
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
    with contextlib.suppress(OSError, ValueError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _limit(space: int | None, seconds: int) -> None:
    """Let the process take so many bytes of address space (None: all that it was given) and compute so much longer."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # not on every system

    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime) + seconds)
    if sys.platform == "linux":
        _lower(resource.RLIMIT_AS, space)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _lower(kind: int, wanted: int | None) -> None:
    import resource  # noqa: PLC0415  # not on every system

    _, most = resource.getrlimit(kind)
    is_within = wanted is not None and (most == resource.RLIM_INFINITY or wanted < most)
    resource.setrlimit(kind, (wanted if wanted is not None and is_within else most, most))
