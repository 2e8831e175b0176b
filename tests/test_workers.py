import os
import signal
import sys
import time
from pathlib import Path

import pytest

from packetgen.workers import WorkerDiedError, pool

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
_prepared: list[int] = []


def prepare() -> None:
    _prepared.append(os.getpid())


def who(number: int) -> tuple[int, int, int]:
    time.sleep(0.02)
    return number, os.getpid(), _prepared[-1]


def fail(number: int) -> int:
    if number == 1:
        message = "one"
        raise ValueError(message)
    return number


def die(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_every_job_is_done_by_processes_that_share_one_preparation() -> None:
    with pool(who, prepare=prepare, processes=2) as workers:
        futures = [workers.submit(number) for number in range(8)]
        done = [future.result() for future in futures]
    assert [number for number, _, _ in done] == list(range(8))
    assert len({process for _, process, _ in done}) == 2
    assert len({first for _, _, first in done}) == 1
    assert os.getpid() not in {process for _, process, _ in done}


def test_one_process_is_this_one() -> None:
    with pool(who, prepare=prepare, processes=1) as workers:
        assert workers.submit(3).result() == (3, os.getpid(), os.getpid())


def test_a_fault_of_a_job_is_raised_where_its_result_is_asked_for() -> None:
    with pool(fail, prepare=prepare, processes=2) as workers:
        futures = [workers.submit(number) for number in range(3)]
        with pytest.raises(ValueError, match="one"):
            futures[1].result()
        assert [futures[0].result(), futures[2].result()] == [0, 2]


def test_processes_that_die_are_told_of_for_every_job_that_waits() -> None:
    with pool(die, prepare=prepare, processes=2) as workers:
        for future in [workers.submit(number) for number in range(5)]:
            with pytest.raises(WorkerDiedError):
                future.result(timeout=20)


def test_a_preparation_that_fails_is_told_of_too() -> None:
    with pool(who, prepare=lambda: os._exit(3), processes=2) as workers, pytest.raises(WorkerDiedError):
        workers.submit(1).result(timeout=20)


def unprepared() -> None:
    message = "no engine"
    raise ValueError(message)


def test_why_a_preparation_failed_is_told_for_every_job() -> None:
    with pool(who, prepare=unprepared, processes=2) as workers:
        for future in [workers.submit(number) for number in range(3)]:
            with pytest.raises(ValueError, match="no engine"):
                future.result(timeout=20)


def test_an_exception_of_the_caller_ends_every_process_at_once() -> None:
    pids: set[int] = set()

    def run() -> None:
        with pool(who, prepare=prepare, processes=2) as workers:
            pids.update(workers.submit(number).result()[1] for number in range(6))
            for number in range(500):
                workers.submit(number)
            raise KeyboardInterrupt

    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run()
    assert time.monotonic() - start < 4
    time.sleep(0.2)
    assert [pid for pid in pids if _is_alive(pid)] == []


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
