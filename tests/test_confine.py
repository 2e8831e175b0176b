import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from packetgen.confine import Reason, Stage, StoppedError, run_confined
from packetgen.diagnostics import error
from packetgen.errors import InputRefusedError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")


def nothing() -> None:
    """Prepare nothing."""


def confined(*works: object, seconds: int = 20, computing: int = 5, megabytes: int = 200) -> object:
    stages = tuple(Stage(work, computing, megabytes) for work in works)  # type: ignore[arg-type]
    return run_confined(stages, 1, nothing, seconds)


def plus_one(number: int) -> int:
    return number + 1


def take_memory(number: int) -> int:
    return len(bytearray(900 << 20)) * number


def compute(number: int) -> int:
    while True:
        number += 1


def wait(number: int) -> int:
    time.sleep(60)
    return number


def recurse(number: int) -> int:
    return recurse(number + 1) + 1


def break_off(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number: int) -> int:
    return number // 0


def refuse(number: int) -> int:
    raise InputRefusedError(error("PG613"))


def connect(number: int) -> int:
    with socket.socket() as connection:
        connection.connect(("127.0.0.1", 9))
    return number


def start(number: int) -> int:
    subprocess.run(["true"], check=False)
    return number


def speak(number: int) -> int:
    os.write(1, b"\x1b]0;owned\x07")
    os.write(2, b"\x1b]0;owned\x07")
    return number


def test_the_result_of_a_stage_goes_into_the_next() -> None:
    assert confined(plus_one, plus_one) == 3


@pytest.mark.parametrize(
    ("work", "reason", "detail"),
    [
        (take_memory, Reason.MEMORY, "200"),
        (compute, Reason.TIME, "1"),
        (wait, Reason.TIME, "2"),
        (recurse, Reason.DEPTH, ""),
        (break_off, Reason.DEATH, "-9"),
        (fail, Reason.FAULT, "ZeroDivisionError: integer division or modulo by zero"),
        (connect, Reason.FAULT, "PermissionError: socket.connect"),
        (start, Reason.FAULT, "PermissionError: subprocess.Popen"),
    ],
)
def test_work_that_takes_too_much_or_fails_is_ended_with_its_reason(work: object, reason: Reason, detail: str) -> None:
    with pytest.raises(StoppedError) as stop:
        confined(work, computing=1, seconds=2 if work is wait else 60)
    assert (stop.value.reason, stop.value.detail) == (reason, detail)


def test_each_stage_has_limits_of_its_own() -> None:
    stages = (Stage(plus_one, 5, 20), Stage(take_memory, 5, 2000))
    assert run_confined(stages, 1, nothing, 20) == (900 << 20) * 2


def test_a_stop_that_the_work_gives_reasons_for_keeps_them() -> None:
    with pytest.raises(InputRefusedError) as stop:
        confined(refuse)
    assert [each.code for each in stop.value.diagnostics] == ["PG613"]


def test_what_libraries_say_does_not_reach_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    assert confined(speak) == 1
    assert capfd.readouterr() == ("", "")


def test_a_process_with_threads_is_not_forked_and_gives_the_same() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert confined(plus_one, plus_one, seconds=60) == 3
        with pytest.raises(StoppedError) as stop:
            confined(take_memory, seconds=60)
        assert stop.value.reason is Reason.MEMORY
    finally:
        done.set()
        thread.join()


def test_no_process_is_left_behind() -> None:
    with pytest.raises(StoppedError):
        confined(wait, seconds=1)
    assert multiprocessing.active_children() == []
