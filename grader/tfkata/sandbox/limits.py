"""Limits on resources and privileges of a candidate. Standard library only."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER = (
    1,
    38,
    4,
    24,
    36,
)
MAX_FILE_BYTES = 1 << 30
MAX_OPEN_FILES = 512
CPU_GRACE_SECONDS = 5
MAX_CAPABILITY = 63
_CAPABILITY_VERSION_3 = 0x20080522


def process_control(option: int, value: int) -> int:
    """`prctl(2)`; 0 where there is none."""
    if sys.platform != "linux":
        return 0
    return int(ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0))


def apply(cpu_seconds: int | None) -> bool:
    """No core dumps, bounded files, descriptors and CPU time; privileges can never grow again.

    Raises:
        OSError: the kernel refuses.
    """
    if sys.platform == "win32":
        raise OSError("no resource limits on this platform")
    import resource

    limits = {
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_FSIZE: (MAX_FILE_BYTES, MAX_FILE_BYTES),
        resource.RLIMIT_NOFILE: (MAX_OPEN_FILES, MAX_OPEN_FILES),
    }
    if sys.platform == "linux":
        limits[resource.RLIMIT_RTPRIO] = (0, 0)  # a limit on real-time seconds would end it by SIGKILL
    if (
        cpu_seconds is not None
    ):  # the kernel kills at the hard limit; before that its signal says what it is about
        limits[resource.RLIMIT_CPU] = (cpu_seconds, cpu_seconds + CPU_GRACE_SECONDS)
    for kind, bounds in limits.items():
        hard = resource.getrlimit(kind)[1]
        soft, most = (
            bounds if hard == resource.RLIM_INFINITY else (min(bounds[0], hard), min(bounds[1], hard))
        )
        resource.setrlimit(kind, (soft, most))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if process_control(PR_SET_NO_NEW_PRIVS, 1) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs was refused")
    return True


def drop_privileges() -> bool:
    """Gives up every Linux capability, so that user 0 inside is a user like any other.

    The user id stays: a Python environment that only root can read must stay readable. Without a capability
    root owns its files and nothing else, and those are behind Landlock.

    Raises:
        OSError: not on Linux, or the kernel refuses; what it allows is given up in any case.
    """
    if sys.platform != "linux":
        raise OSError("no capabilities on this platform")
    libc = ctypes.CDLL(None, use_errno=True)
    groups_kept: OSError | None = None
    if os.geteuid() == 0:
        for capability in range(MAX_CAPABILITY + 1):
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
        try:
            os.setgroups([])
        except OSError as error:  # a user namespace may forbid it
            groups_kept = error
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    if libc.capset(header, nothing) != 0:
        raise OSError(ctypes.get_errno(), "capabilities could not be dropped")
    if groups_kept is not None and os.getgroups():
        raise groups_kept
    return True
