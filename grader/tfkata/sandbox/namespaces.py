"""A second wall where the kernel allows it: a network, an IPC and a host name of the candidate's own.

Behind seccomp, which already refuses sockets: should that have a hole, there is no network on the other side of it, nor
an abstract socket of anybody. Nothing depends on this wall, because many containers forbid namespaces; without it the
result is the same. It takes less than a millisecond.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

# <linux/sched.h>
CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWNET = 0x04000000, 0x08000000, 0x10000000, 0x40000000
_OWN = CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS


def leave() -> bool:
    """Moves this process, of one thread, into namespaces of its own; whether it could.

    Without privileges a user namespace comes with them, in which this process is nobody (uid 65534).
    """
    if sys.platform != "linux":
        return False
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    return bool(unshare(_OWN) == 0 or unshare(_OWN | CLONE_NEWUSER) == 0)


def network() -> str:
    """What the kernel calls the network namespace of this process."""
    return str(Path("/proc/self/ns/net").readlink())


if __name__ == "__main__":  # for `tfkata doctor`, which has threads and cannot try it itself
    before = network()
    sys.exit(0 if leave() and network() != before else 1)
