"""Confines the process that runs a candidate. Called in the child, after the fork, before any learner's code.

Today: privileges cannot grow, no core dumps, bounded files, no secrets in the environment, an own session.
Kernel walls (Landlock for files and network, seccomp for system calls) belong here and are not built yet:
`LEVEL_IN_FORCE` says so in every result, and a result under it is not marked trusted.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

LEVELS = ("auto", "strict", "off")
LEVEL_IN_FORCE = "none"
MAX_FILE_BYTES = 1 << 30

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 36, 38
_KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES", "VIRTUAL_ENV")
_KEPT_PREFIXES = ("TF_", "KERAS_BACKEND", "OMP_", "OPENBLAS_", "PYTHON", "MPL", "CUDA_", "NVIDIA_")


def confine(workdir: Path, level: str) -> str:
    """Gives up what a candidate does not need; returns the name of the level in force."""
    _empty_environment(workdir)
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE_BYTES, MAX_FILE_BYTES))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    process_control(_PR_SET_NO_NEW_PRIVS, 1)
    return LEVEL_IN_FORCE if level != "off" else "off"


def die_with_parent() -> None:
    """Linux: the kernel kills this process when the one that forked it ends."""
    process_control(_PR_SET_PDEATHSIG, signal.SIGKILL)


def adopt_orphans() -> None:
    """Linux: grandchildren that lose their parent become this process's children, so none can escape."""
    process_control(_PR_SET_CHILD_SUBREAPER, 1)


def process_control(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def _empty_environment(workdir: Path) -> None:
    kept = {k: v for k, v in os.environ.items() if k in _KEPT_ENVIRONMENT or k.startswith(_KEPT_PREFIXES)}
    os.environ.clear()
    os.environ.update(
        kept, HOME=str(workdir), TMPDIR=str(workdir), MPLBACKEND="Agg", MPLCONFIGDIR=str(workdir)
    )
