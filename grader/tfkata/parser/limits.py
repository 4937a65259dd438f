"""What this process may take, and how much of it it has had."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

NICE = 10  # answers that are being graded have a time limit and go first


def apply(memory: int) -> None:
    """At most so many bytes of address space, and behind others when the machine is busy."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError):
        os.nice(NICE)
    with contextlib.suppress(OSError, ValueError):  # macOS knows no such limit: the driver looks on
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        bound = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


def has_grown() -> bool:
    """Whether this process has had half of its memory: then it did run out, or is not worth keeping.

    Python raises MemoryError also where an expression has too many levels.
    """
    if sys.platform != "linux":
        return False
    import resource

    most = resource.getrlimit(resource.RLIMIT_AS)[0]
    return most != resource.RLIM_INFINITY and _peak() > most // 2


def _peak() -> int:
    """Bytes resident at most. Not from `getrusage`, which begins with what the process had that started this one."""
    with contextlib.suppress(OSError, ValueError):
        for line in Path("/proc/self/status").read_bytes().splitlines():
            if line.startswith(b"VmHWM:"):
                return int(line.split()[1]) << 10
    return 0
