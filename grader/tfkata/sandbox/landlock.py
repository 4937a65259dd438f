"""Landlock: which files a candidate may open, no TCP, no abstract sockets, no signals to others.

Called through ctypes because no library on PyPI does all of it in place: `landlock` knows files only, and
`sandlock` (0.9) confines the calling process only on kernels with ABI 6 and leaves the network out.
Layout of the structures: `linux/landlock.h`; documentation: Documentation/userspace-api/landlock.rst of the
Linux kernel.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import sys
import sysconfig
from collections.abc import Iterator
from functools import cache
from pathlib import Path

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

SYSTEM = (
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/lib",
    "/lib64",
    "/usr/share/zoneinfo",
    "/usr/share/fonts",
)
SYSTEM_FILES = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/nsswitch.conf",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
)
CPU_FACTS = ("/sys/devices/system/cpu", "/sys/fs/cgroup")
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
        for path in readable():
            _allow(ruleset, path, _READ & handled)
        for path in (*DEVICES, *(GPU if gpu else ())):
            _allow(ruleset, path, (_READ | _WRITE_FILE | (_IOCTL_DEV if gpu else 0)) & handled)
        for name in OWN_PROCESS:
            _allow(ruleset, f"/proc/{os.getpid()}/{name}", _READ & handled)
        _allow(ruleset, str(workdir), (_WORK | _TRUNCATE | _REFER) & handled)
        _checked(_libc().prctl(38, 1, 0, 0, 0))
        _checked(_libc().syscall(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)))
    finally:
        os.close(ruleset)
    return True


@cache
def readable() -> tuple[str, ...]:
    """What a candidate may read: Python, its libraries and the system's; never this package or what lies beside it.

    Landlock cannot take back a part of what it allows, so a folder that contains this package is allowed child
    by child, without it. Looked up once, by the warm process, because that takes as long as building the wall.
    """
    return (*SYSTEM_FILES, *CPU_FACTS, *_libraries())


def _libraries() -> Iterator[str]:
    hidden = _hidden()
    seen: set[str] = set()
    for folder in (*map(Path, SYSTEM), *_python_folders()):
        for path in _without(folder, hidden):
            if path not in seen:
                seen.add(path)
                yield path


def _python_folders() -> Iterator[Path]:
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    for name in names:
        yield Path(sysconfig.get_path(name))
    yield Path(sys.base_prefix) / "lib"
    yield Path(sys.prefix) / "pyvenv.cfg"


def _hidden() -> tuple[Path, ...]:
    """This package, and in a checkout what lies beside it: a checkout may be anywhere, even below a library folder."""
    package = Path(__file__).resolve().parents[1]
    return (package, *(package.parents[1] / name for name in ("solutions", "exercises", "tests", ".git")))


def _without(folder: Path, hidden: tuple[Path, ...]) -> Iterator[str]:
    """The folder, or where it contains something hidden, its parts that do not."""
    folder = folder.resolve()
    if any(folder == place or place in folder.parents for place in hidden):
        return
    if not any(folder in place.parents for place in hidden):
        yield str(folder)
        return
    with contextlib.suppress(OSError):
        for child in folder.iterdir():
            yield from _without(child, hidden)


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not os.path.isdir(path):  # noqa: PTH112  (hundreds of paths in each start)
            access &= _OF_FILES
        rule = _PathBeneath(access, descriptor)
        _checked(
            _libc().syscall(
                _ADD_RULE,
                ctypes.c_int(ruleset),
                ctypes.c_int(_RULE_PATH_BENEATH),
                ctypes.byref(rule),
                ctypes.c_uint32(0),
            )
        )
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
