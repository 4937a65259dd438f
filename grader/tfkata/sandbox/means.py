"""What this machine has for an answer: space, inodes, and the limits it was started under, against what is promised.

`usage` counts what a candidate takes; here is what there is to take. Looked at before anything is graded, and after every
check that did not pass: what fell short is the machine's fault, and each finding says what to do about it.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tfkata.sandbox import limits, usage

# A checkpoint, and what TensorFlow writes beside it: right answers have taken a third of that.
LEAST_SPACE = 32 << 20
LEAST_INODES = 100
# TensorFlow maps 2.4 GB before it does anything; an answer may use 4 GB beyond that.
LEAST_ADDRESSES = 8 << 30
LEAST_FILES = 1024
LEAST_THREADS = 256  # two processes, each with some dozens in TensorFlow
LEAST_SECONDS = 3600  # of processor time, for the warm program and all that it looks after
LEAST_MEMORY = 3 << 30
MANY_FILES = 1 << 16
_CLAIMS = re.compile(
    r"Errno (28|122|23|24|11)\b|No space left|quota exceeded|Too many open files|start new thread|temporarily unavailable",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Shortage:
    """One thing that there is too little of: what was found, and what to do."""

    what: str
    advice: str

    def __str__(self) -> str:
        return f"{self.what}: {self.advice}"


def raise_soft_limits() -> None:
    """Take what the limits of this process allow: a low soft limit is a default, not a decision."""
    if sys.platform == "win32":
        return
    import resource

    for kind in _needed():
        soft, hard = resource.getrlimit(kind)
        wanted = min(hard, MANY_FILES) if kind == resource.RLIMIT_NOFILE and hard >= 0 else hard
        if soft != hard and soft != resource.RLIM_INFINITY and (wanted < 0 or soft < wanted):
            with contextlib.suppress(OSError, ValueError):  # macOS has a limit of its own for open files
                resource.setrlimit(kind, (wanted, hard))


def of_this_process() -> list[Shortage]:
    """The limits that this process was started under and that are too low to judge anything."""
    return [*_of_limits(), *_of_processes()]


def shortages(folder: str | None = None) -> list[Shortage]:
    """Everything that there is too little of now, for an answer that works in `folder` (the one for temporary files).

    What lies in its folder is its own account, and counts as free. Look when its processes have ended: until then
    the threads and the files without a name that they keep seem to be the machine's lack.
    """
    return [*_of_disk(folder), *of_this_process()]


def told(short: list[Shortage]) -> str:
    """All of it in one line."""
    return "; ".join(map(str, short))


def claims_a_shortage(message: str) -> bool:
    """Whether an error says that the system had no more of something. An answer may say so without reason."""
    return _CLAIMS.search(message) is not None


def _of_disk(workdir: str | None) -> list[Shortage]:
    folder = workdir or tempfile.gettempdir()
    try:
        found = os.statvfs(folder)
        own, entries = usage.below(workdir) if workdir else (0, 0)
    except (OSError, AttributeError, OverflowError):  # Windows; more than anybody counts
        return []
    advice = "make room there, or set TMPDIR to a folder that has some"
    short = []
    free = found.f_bavail * found.f_frsize + own
    files = found.f_favail + entries
    if free < LEAST_SPACE:
        short.append(
            Shortage(f"{folder} has {_size(free)} of free space; {_size(LEAST_SPACE)} are needed", advice)
        )
    if found.f_files and files < LEAST_INODES:
        short.append(
            Shortage(
                f"{folder} has room for {files} more files (inodes); {LEAST_INODES} are needed",
                advice,
            )
        )
    return short


def _of_limits() -> list[Shortage]:
    if sys.platform == "win32":
        return []
    import resource

    short = []
    for kind, (flag, what, least, divided) in _needed().items():
        soft = resource.getrlimit(kind)[0]
        if soft != resource.RLIM_INFINITY and soft < least:
            short.append(
                Shortage(
                    f"the limit on {what} is {soft // divided:,} (`ulimit -{flag}`); {least // divided:,} are needed",
                    f"raise it before tfkata starts (`ulimit -{flag} unlimited`, or limits.conf, systemd or the batch system)",
                )
            )
    return short


def _needed() -> dict[int, tuple[str, str, int, int]]:
    """By limit: its letter in `ulimit`, what it bounds, the least that will do, and the unit it is given in."""
    import resource

    found = {
        resource.RLIMIT_AS: ("v", "address space in kB", LEAST_ADDRESSES, 1024),
        resource.RLIMIT_DATA: ("d", "data in kB", LEAST_ADDRESSES, 1024),
        resource.RLIMIT_FSIZE: ("f", "the size of a file in kB", limits.MAX_FILE_BYTES, 1024),
        resource.RLIMIT_NOFILE: ("n", "open files", LEAST_FILES, 1),
        resource.RLIMIT_CPU: ("t", "processor time in seconds", LEAST_SECONDS, 1),
    }
    if sys.platform != "linux":  # macOS bounds neither
        found = {resource.RLIMIT_FSIZE: found[resource.RLIMIT_FSIZE]}
    return found


def _of_processes() -> list[Shortage]:
    """Linux: how many threads may still be started, under the limit of the user and that of the container."""
    if sys.platform != "linux":
        return []
    import resource

    short = []
    most = resource.getrlimit(resource.RLIMIT_NPROC)[0]
    if most != resource.RLIM_INFINITY and os.getuid() != 0:
        left = most - _threads_of_user()
        if left < LEAST_THREADS:
            advice = "raise it before tfkata starts (`ulimit -u`, or limits.conf), or end other programs of this user"
            what = f"{max(0, left)} more processes and threads may be started (`ulimit -u {most}`); {LEAST_THREADS} are needed"
            short.append(Shortage(what, advice))
    for place in _control_groups():
        left_here = _left_in(place)
        if left_here is not None and left_here < LEAST_THREADS:
            what = f"{max(0, left_here)} more processes and threads may be started in this container; {LEAST_THREADS} are needed"
            short.append(
                Shortage(what, "raise its limit on processes (`docker run --pids-limit`, `TasksMax=`)")
            )
    return short


def _threads_of_user() -> int:
    own, total = os.getuid(), 0
    with contextlib.suppress(OSError):
        for process in Path("/proc").iterdir():
            if process.name.isdigit():
                with contextlib.suppress(OSError):
                    if process.stat().st_uid == own:
                        total += len(os.listdir(process / "task"))  # noqa: PTH208  (there are thousands)
    return total


def _control_groups() -> list[Path]:
    """The group of this process and those above it (version 2)."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text().splitlines():
            if line.startswith("0::"):
                here = Path("/sys/fs/cgroup") / line[3:].lstrip("/")
                return [here, *(p for p in here.parents if p.is_relative_to("/sys/fs/cgroup"))]
    return []


def _left_in(group: Path) -> int | None:
    try:
        most = (group / "pids.max").read_text().strip()
        return None if most == "max" else int(most) - int((group / "pids.current").read_text())
    except (OSError, ValueError):
        return None


def _size(count: int) -> str:
    return f"{count / 2**20:.0f} MB" if count >= 1 << 20 else f"{count // 1024} KB"
