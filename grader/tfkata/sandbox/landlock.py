"""Landlock: which files a candidate may open, no TCP, no abstract sockets, no signals to others.

Called through ctypes because no library on PyPI does all of it in place: `landlock` knows files only, and
`sandlock` (0.9) confines the calling process only on kernels with ABI 6 and leaves the network out.
Layout of the structures: `linux/landlock.h`; documentation: Documentation/userspace-api/landlock.rst of the
Linux kernel.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import cache
from pathlib import Path

from tfkata.sandbox import reading

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_RULE_PATH_BENEATH = 1
_VERSION = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG = 1 << 4, 1 << 5, 1 << 7, 1 << 8
_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
_READ = _READ_FILE | _READ_DIR | _EXECUTE
_WORK = _READ_FILE | _READ_DIR | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_ALL_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_NET_BIND, _NET_CONNECT = 1, 2
_SCOPE_ABSTRACT_SOCKET, _SCOPE_SIGNAL = 1, 2

DEVICES = ("/dev/null", "/dev/urandom", "/dev/random")
# Of its own folder in /proc: not its environment, not the network of the host, not the list of mounts.
OWN_PROCESS = (
    *("auxv", "cgroup", "cmdline", "comm", "exe", "fd", "fdinfo", "io", "limits", "maps", "oom_score"),
    *("smaps", "smaps_rollup", "stat", "statm", "status"),
)
# What CUDA needs on top (never run here): device nodes, the driver's files, the list of devices.
GPU = (
    "/dev/nvidia0",
    "/dev/nvidiactl",
    "/dev/nvidia-uvm",
    "/dev/nvidia-uvm-tools",
    "/proc/driver/nvidia",
    "/sys/bus/pci",
    "/sys/module/nvidia",
)


class _Ruleset(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def abi() -> int:
    """The Landlock version of this kernel, 0 where there is none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(_libc().syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))))


def restrict(workdir: Path, *, gpu: bool = False) -> bool:
    """Confines this thread and all it starts: read the Python environment, write only `workdir`.

    Raises:
        OSError: the kernel has no Landlock, or refuses.
    """
    version = abi()
    if version == 0:
        raise OSError(errno.ENOSYS, "this kernel has no Landlock")
    handled = _ALL_BY_ABI.get(version, _ALL_BY_ABI[5])
    attributes = _Ruleset(handled, _NET_BIND | _NET_CONNECT if version >= 4 else 0, 0)
    if version >= 6:
        attributes.scoped = _SCOPE_ABSTRACT_SOCKET | _SCOPE_SIGNAL
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = _checked(
        _libc().syscall(_CREATE_RULESET, ctypes.byref(attributes), ctypes.c_size_t(size), ctypes.c_uint32(0))
    )
    try:
        rules = _Rules(ruleset, handled)
        for path, access in readable():
            rules.add(path, access)
        for path in (*DEVICES, *(GPU if gpu else ())):
            rules.add(path, _of(path, _READ | _WRITE_FILE | (_IOCTL_DEV if gpu else 0)))
        for name in OWN_PROCESS:
            path = f"/proc/{os.getpid()}/{name}"
            rules.add(path, _of(path, _READ))
        rules.add(str(workdir), _of(str(workdir), _WORK | _TRUNCATE | _REFER))
        _checked(_libc().prctl(38, 1, 0, 0, 0))
        _checked(_libc().syscall(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)))
    finally:
        os.close(ruleset)
    return True


@cache
def readable() -> tuple[tuple[str, int], ...]:
    """What a candidate may read, each with the access that fits a file or a folder; looked up once, by the warm process."""
    return tuple((path, _of(path, _READ)) for path in reading.allowed())


def _of(path: str, access: int) -> int:
    return access if os.path.isdir(path) else access & _OF_FILES  # noqa: PTH112  (hundreds of paths)


class _Rules:
    """Adds rules to a ruleset. There are hundreds for each candidate, so everything that can be is made once."""

    def __init__(self, ruleset: int, handled: int) -> None:
        self._handled = handled
        self._rule = _PathBeneath()
        self._arguments = (
            *(ctypes.c_long(_ADD_RULE), ctypes.c_int(ruleset), ctypes.c_int(_RULE_PATH_BENEATH)),
            *(ctypes.byref(self._rule), ctypes.c_uint32(0)),
        )

    def add(self, path: str, access: int) -> None:
        """Allow this access to a path and what lies below it; a path that does not exist is left out."""
        try:
            descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            return
        try:
            self._rule.allowed, self._rule.parent = access & self._handled, descriptor
            _checked(_libc().syscall(*self._arguments))
        finally:
            os.close(descriptor)


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"Landlock: {os.strerror(number)}")
    return result
