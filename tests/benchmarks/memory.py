"""What a process has in memory for itself alone."""

from __future__ import annotations

from pathlib import Path

import psutil

COUNTED = ("Private_Dirty", "Private_Hugetlb", "SwapPss")


def private_megabytes(process: psutil.Process) -> float:
    """Measure what a process has in memory, or in swap, because it wrote it; 0 where it is gone or somebody else's.

    Pages of a mapped file that it has only read are left out, although the kernel calls them private where no other
    process maps them at the moment (psutil's `uss` counts them): they are the file's, and are given up as soon as
    memory is short.
    """
    try:
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text("ascii").splitlines()[1:]
    except OSError:
        return 0.0
    kilobytes = {name: int(size.split()[0]) for name, _, size in (line.partition(":") for line in lines)}
    return sum(kilobytes.get(name, 0) for name in COUNTED) / 1024
