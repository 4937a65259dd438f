"""The program that is compiled once is, with a process id in its place, the one that libseccomp compiles for that process."""

from __future__ import annotations

import errno
import os
import sys

import pytest

from tfkata.sandbox import seccomp

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="seccomp is part of Linux")


@pytest.fixture(autouse=True)
def _library() -> None:
    seccomp.prepare()


# Not 1: libseccomp joins it with the comparison of signal 1, and makes a shorter program that does the same.
@pytest.mark.parametrize("pid", [2, 9, 22, 300, 4242, 65_535, 65_536, 99_999, 4_194_303])
def test_the_program_of_a_process_is_what_libseccomp_compiles_for_it(pid: int) -> None:
    assert seccomp.program_for(pid) == seccomp.compiled_for(pid)


def test_programs_of_two_processes_differ() -> None:
    assert seccomp.program_for(300) != seccomp.program_for(301)


@pytest.mark.parametrize("walled_as", ["itself", "another"])
def test_a_process_may_send_signals_to_itself_alone(walled_as: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signal 0 only asks. Who is walled as another process may not even ask for itself."""
    pid = os.fork()
    if pid == 0:
        try:
            own = os.getpid()
            if walled_as == "another":
                monkeypatch.setattr(os, "getpid", lambda: own + 1)
            seccomp.load()
            found = [_refused(own), _refused(os.getppid())]
            os._exit(10 * found[0] + found[1])
        finally:
            os._exit(99)
    expected = 1 if walled_as == "itself" else 11
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == expected


def _refused(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError as error:
        return error.errno == errno.EPERM
    return False
