"""seccomp: system calls that a candidate has no business with answer "not permitted".

A deny list: TensorFlow, NumPy and Python between them use a wide and moving set of calls (measured: over 90),
so that an allow list would break right answers with the next release. Each group says why it is denied.
The rules are compiled by libseccomp through `pyseccomp`, once, in the template; loading takes well under a ms.
"""

from __future__ import annotations

import errno
import os
import platform
import sys
from typing import Any

DENIED: dict[str, tuple[str, ...]] = {
    "no other program, no new process": ("execve", "execveat", "fork", "vfork"),
    "no reach into other processes": (
        "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp",
        "pidfd_open", "pidfd_getfd", "pidfd_send_signal", "migrate_pages", "move_pages",
    ),
    "no network and no socket to anyone": (
        "socket", "connect", "bind", "listen", "accept", "accept4", "setns", "unshare",
    ),
    "no change of the system's view": (
        "mount", "umount2", "pivot_root", "chroot", "open_tree", "move_mount", "fsopen", "fsmount", "fsconfig",
        "fspick", "mount_setattr", "swapon", "swapoff", "sethostname", "setdomainname", "syslog", "acct",
        "quotactl", "reboot", "kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module",
        "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "iopl", "ioperm", "personality",
        "name_to_handle_at", "open_by_handle_at", "lookup_dcookie", "nfsservctl", "vhangup", "fanotify_init",
    ),
    "no kernel machinery that has been a way out": (
        "bpf", "perf_event_open", "userfaultfd", "keyctl", "add_key", "request_key",
        "io_uring_setup", "io_uring_enter", "io_uring_register", "modify_ldt", "memfd_secret",
    ),
    "nothing that outlives the process": (
        "shmget", "shmat", "shmctl", "semget", "semop", "semctl", "msgget", "msgsnd", "msgrcv", "msgctl",
        "mq_open", "mq_unlink", "timer_create",
    ),
    "no other user, no other limits": (
        "setuid", "setgid", "setreuid", "setregid", "setresuid", "setresgid", "setfsuid", "setfsgid", "setgroups",
        "capset", "setrlimit", "setpriority", "ioprio_set", "sched_setattr",
    ),
    "no special files": ("mknod", "mknodat"),
}  # fmt: skip
SIGNALS = ("kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo")

_CLONE_THREAD = 0x00010000
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C

_library: Any = None


def prepare() -> None:
    """Imports libseccomp before the fork: finding the library takes longer than anything else here.

    Raises:
        OSError: there is no libseccomp.
    """
    global _library
    if _library is None:
        if sys.platform != "linux":
            raise OSError(errno.ENOSYS, "seccomp is part of Linux")
        try:
            import pyseccomp
        except (ImportError, OSError, RuntimeError, AttributeError) as error:
            raise OSError(errno.ENOSYS, f"libseccomp is missing: {error}") from error
        _library = pyseccomp


def load() -> bool:
    """Denies the calls above to this process, for good.

    Raises:
        OSError: no seccomp in this kernel, or no libseccomp.
    """
    prepare()
    s = _library
    rules = s.SyscallFilter(s.ALLOW)
    refuse = s.ERRNO(errno.EPERM)
    for names in DENIED.values():
        for name in names:
            _deny(rules, refuse, name)
    # clone3 hides its flags in memory, where seccomp cannot look: glibc falls back to clone on ENOSYS.
    _deny(rules, s.ERRNO(errno.ENOSYS), "clone3")
    _deny(rules, refuse, "clone", s.Arg(0, s.MASKED_EQ, _CLONE_THREAD, 0))
    # Signals only to itself. A first argument of 0 or below means a group or everybody.
    for name in ("kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"):
        _deny(rules, refuse, name, s.Arg(0, s.NE, os.getpid()))
    for request in (_TIOCSTI, _TIOCLINUX):
        _deny(rules, refuse, "ioctl", s.Arg(1, s.MASKED_EQ, 0xFFFFFFFF, request))
    # prlimit64 with a new limit; reading one (third argument null) stays possible.
    _deny(rules, refuse, "prlimit64", s.Arg(2, s.NE, 0))
    rules.load()
    return True


def _deny(rules: Any, action: int, name: str, *conditions: Any) -> None:
    """A name that this architecture does not have cannot be called, so it need not be denied."""
    try:
        rules.add_rule(action, name, *conditions)
    except (OSError, ValueError):
        if platform.machine() in ("x86_64", "aarch64") and name in ("execve", "clone", "socket", "kill"):
            raise
