"""What a benchmark calls a process's own memory is what the process has written, not the files that it reads."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import pytest

from tests.benchmarks.memory import private_megabytes
from tfkata.data.manifest import HERE

pytestmark = pytest.mark.skipif(not psutil.LINUX, reason="smaps_rollup is Linux's")
FILE = HERE / "fashion-mnist.npz"
SIZE = FILE.stat().st_size
READ = "held = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)\nsum(held[::4096])"
CHANGED = (
    "held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)\nheld[::4096] = b'x' * len(held[::4096])"
)
WRITTEN = f"held = bytearray({SIZE})\nheld[::4096] = b'x' * len(held[::4096])"


@contextmanager
def holding(code: str) -> Iterator[psutil.Process]:
    """A process that has run the code and stays."""
    script = f"import mmap, sys\nfile = open({str(FILE)!r}, 'rb')\n{code}\nprint('ready', flush=True)\nsys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-I", "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        yield psutil.Process(process.pid)


def test_only_what_is_written_counts() -> None:
    with FILE.open("rb") as file:
        os.fsync(file.fileno())  # what is still to be written to the disk counts as changed
    with holding("pass") as process:
        alone, clean = private_megabytes(process), process.memory_full_info().uss
    with holding(READ) as process:
        assert process.memory_full_info().uss - clean > SIZE * 0.8
        assert private_megabytes(process) == pytest.approx(alone, abs=1)
    for code in (WRITTEN, CHANGED):
        with holding(code) as process:
            assert private_megabytes(process) == pytest.approx(alone + SIZE / 2**20, abs=1)


def test_a_process_that_is_gone_has_none() -> None:
    with holding("pass") as process:
        pass
    assert private_megabytes(process) == 0
