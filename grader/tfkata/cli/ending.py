"""What ends a command early: a signal, or something that the system has no more of."""

from __future__ import annotations

import errno
import signal
import sys


def what_is_lacking(error: Exception) -> str:
    """What to do about an error of the system that says that there is no more of something; nothing for any other."""
    remedy = {
        errno.ENOSPC: "make room there (space, or inodes: `df -h`, `df -i`)",
        errno.EDQUOT: "your quota is used up: make room there",
        errno.EMFILE: "raise the limit on open files (`ulimit -n`)",
        errno.ENFILE: "too many files are open on this machine: end other programs",
        errno.EAGAIN: "no more processes or threads may be started: raise `ulimit -u`, or end other programs",
        errno.ENOMEM: "the machine is out of memory: end other programs, or use fewer --jobs",
        errno.EROFS: "that disk is read-only: choose another folder",
    }
    if not isinstance(error, OSError) or error.errno not in remedy:
        return ""
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{error.strerror}: {remedy[error.errno]}, then run the same command again"


def end_in_order_when_ended() -> None:
    """SIGTERM and a closed terminal end it as an error does: the processes and folders that it made go with it."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup's hang-ups stay ignored
            signal.signal(number, _ended)


def _ended(number: int, _: object) -> None:
    sys.exit(128 + number)
