"""What the warm program does when it forks: what a child must not know, and a machine that has no process left."""

from __future__ import annotations

import errno
import os
import socket
import threading
import time
from pathlib import Path

import pytest

from tfkata.catalog import records
from tfkata.checks import endings
from tfkata.errors import HostError
from tfkata.results import Outcome
from tfkata.running.launchers import can_fork
from tfkata.running.runner import Runner
from tfkata.wire import messages
from tfkata.wire.channel import SocketChannel
from tfkata.wire.messages import NOT_STARTED, Exited, Fork, Released

pytestmark = pytest.mark.skipif(not can_fork(), reason="a warm program")
E01 = records.find("e01")
RIGHT = E01.solution.read_text("utf-8")
PRINTS = f"print('an idea of mine 7251', flush=True)\nimport time\ntime.sleep(4)\n{RIGHT}"
LISTENS = f"""
import gc
found = [bytes(o) for o in gc.get_objects() if isinstance(o, bytearray)]
known = [bytes(o._head) for o in gc.get_objects() if type(o).__name__ == "Output"]
print("HEARD", [text for text in [*found, *known] if b"7251" in text])
{RIGHT}"""


def test_an_answer_does_not_know_what_another_one_prints() -> None:
    with Runner() as both:
        both.prepare([(E01, RIGHT)])
        both.launchers.forking["numpy"].wait_until_warm()
        other = threading.Thread(target=lambda: both.clone().grade_text(E01, PRINTS, "other.py"))
        other.start()
        time.sleep(2)
        result = both.clone().grade_text(E01, LISTENS, "e01.py")
        other.join()
    assert result.outcome is Outcome.PASSED
    assert "HEARD []" in "".join(check.output for check in result.checks)


@pytest.mark.parametrize("what", ["fork", "pipe"])
def test_where_no_process_can_be_forked_the_others_live_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """In a container with a limit on processes, a candidate's threads may leave none for the next one."""
    from tfkata.warm.template import Template

    ours, theirs = socket.socketpair()
    template = Template(theirs)

    def refuse() -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    before = {path.name for path in Path("/proc/self/fd").iterdir()}
    end, given = socket.socketpair()
    monkeypatch.setattr(os, what, refuse)
    request = Fork(7, "candidate", str(tmp_path), 0, None, False, "auto")
    template._fork(request, [given.detach()])  # noqa: SLF001
    monkeypatch.undo()
    assert messages.decode(SocketChannel(ours).receive(10)) == Exited(7, 0, NOT_STARTED)
    assert end.recv(1) == b""  # who waits for an answer learns that there is none
    end.close()
    assert {path.name for path in Path("/proc/self/fd").iterdir()} == before


def test_what_could_not_be_started_is_nobodys_verdict() -> None:
    with pytest.raises(HostError, match="no process"):
        endings.of_candidate(Released(0, NOT_STARTED, confined=True), E01, timed_out="", again=True)
    with pytest.raises(HostError, match="no process"):
        endings.of_examiner(NOT_STARTED, 0, fresh=True, memory_mb=1, seconds=1)
