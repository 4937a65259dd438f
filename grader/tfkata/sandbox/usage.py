"""What a candidate uses, as the kernel counts it: looked at from outside, by the template. Linux only; else all is 0.

A process can hide what it has from the usual counts: memory in page tables or behind a main thread that has
ended, files without a name, files below a path that is longer than a path may be. Here these count. It can also make
looking slow, with deep folders or endless lists of mappings: no look costs more than an honest process would make it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence

MAX_BYTES = 2 << 30
MAX_ENTRIES = 20_000
MAX_DEPTH = 32  # every look at a file goes through all of its folders
MAX_MAPPINGS = 8 << 20  # bytes that /proc needs to list them; TensorFlow's take 300 KB
LEAST_LEFT = 32 << 20  # what a process may use of a small disk, however little is left
LEAST_ENTRIES_LEFT = 1000
_MEMORY = (b"VmRSS:", b"VmSwap:", b"VmPTE:")


def memory(pid: int) -> int:
    """Bytes: resident, swapped out, and the tables that map them."""
    return max((_sum_of_memory(f"{place}/status") for place in _places(pid)), default=0)


def threads(pid: int) -> int:
    return next(
        (int(line.split()[1]) for line in _lines(f"/proc/{pid}/status") if line[:8] == b"Threads:"), 0
    )


def is_stopped(pid: int) -> bool:
    """Whether a signal has stopped it and it waits to be continued."""
    return any(line.startswith((b"State:\tT", b"State:\tt")) for line in _lines(f"/proc/{pid}/status"))


def disk_is_full(folder: str, pids: Sequence[int]) -> bool:
    """Whether there is more below the folder, or in files that these processes have deleted and keep, than allowed.

    On a small disk that is as much as there is left, so that some is left for everybody else.
    """
    kept: dict[tuple[int, int], int] = {}
    try:
        used, entries = below(folder)
        for place in (place for pid in pids for place in _places(pid)):
            kept.update(_nameless(place, folder))
    except OverflowError:
        return True
    used += sum(kept.values())
    return used > MAX_BYTES or _is_more_than_is_left(folder, used, entries)


def _is_more_than_is_left(folder: str, used: int, entries: int) -> bool:
    try:
        found = os.statvfs(folder)
    except OSError:
        return False
    return used > max(LEAST_LEFT, found.f_bavail * found.f_frsize) or (
        found.f_files > 0 and entries > max(LEAST_ENTRIES_LEFT, found.f_favail)
    )


def _places(pid: int) -> list[str]:
    """Where /proc shows what a process has: its own folder, or where its main thread has ended, those of some others."""
    own = f"/proc/{pid}"
    if _sum_of_memory(f"{own}/status"):
        return [own]
    with contextlib.suppress(OSError):
        return [f"{own}/task/{thread}" for thread in os.listdir(f"{own}/task")[:8]]  # noqa: PTH208  (20 times a second)
    return []


def _sum_of_memory(path: str) -> int:
    return sum(int(line.split()[1]) * 1024 for line in _lines(path) if line.startswith(_MEMORY))


def _lines(path: str) -> list[bytes]:
    try:
        with open(path, "rb") as file:  # noqa: PTH123  (20 times a second)
            return file.read().split(b"\n")  # not `splitlines`: a process may have a \r in its name
    except OSError:
        return []


def below(folder: str) -> tuple[int, int]:
    """Bytes on disk, holes not counted, and how many files and folders.

    Raises:
        OverflowError: too many entries, too many folders inside each other, or a folder that cannot be looked into.
    """
    total = seen = 0
    places = [(folder, 0)]
    while places:
        place, depth = places.pop()
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    seen += 1
                    if seen > MAX_ENTRIES or depth > MAX_DEPTH:
                        raise OverflowError
                    if entry.is_dir(follow_symlinks=False):
                        places.append((entry.path, depth + 1))
                    else:
                        total += _size(entry)
        except (FileNotFoundError, NotADirectoryError):  # gone in the meantime
            continue
        except OSError as error:
            raise OverflowError from error
    return total, seen


def _size(entry: os.DirEntry[str]) -> int:
    with contextlib.suppress(FileNotFoundError):  # gone in the meantime, which hides no other
        return entry.stat(follow_symlinks=False).st_blocks * 512
    return 0


def _nameless(place: str, folder: str) -> Iterator[tuple[tuple[int, int], int]]:
    """The deleted files that a process has open or mapped: (device, inode) and bytes.

    Raises:
        OverflowError: more mappings than can be looked through.
    """
    with contextlib.suppress(OSError):
        for number in os.listdir(f"{place}/fd"):  # noqa: PTH208
            with contextlib.suppress(OSError):
                found = os.stat(f"{place}/fd/{number}")  # noqa: PTH116
                if found.st_nlink == 0:
                    yield (found.st_dev, found.st_ino), found.st_blocks * 512
    for line in _mappings(place):
        if line.endswith(b" (deleted)") and folder.encode() in line:
            span, _, _, device, inode = line.split(maxsplit=5)[:5]
            low, high = (int(end, 16) for end in span.split(b"-"))
            major, minor = (int(part, 16) for part in device.split(b":"))
            yield (os.makedev(major, minor), int(inode)), high - low


def _mappings(place: str) -> list[bytes]:
    try:
        with open(f"{place}/maps", "rb") as file:  # noqa: PTH123
            found = file.read(MAX_MAPPINGS)
    except OSError:
        return []
    if len(found) == MAX_MAPPINGS:
        raise OverflowError
    return found.split(b"\n")
