"""seccomp: system calls that a candidate has no business with answer "not permitted".

A deny list: TensorFlow, NumPy and Python between them use a wide and moving set of calls (measured: over 90),
so that an allow list would break right answers with the next release. Each group says why it is denied.
The rules are compiled by libseccomp through `pyseccomp`, once, in the template: a program for a process id that none has.
A child puts its own in that place and hands the program to the kernel, which takes well under a ms.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from functools import cache
from typing import Any

DENIED: dict[str, tuple[str, ...]] = {
    "no other program, no new process": ("execve", "execveat", "fork", "vfork"),
    "no reach into other processes": (
        "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp",
        "pidfd_open", "pidfd_getfd", "pidfd_send_signal", "migrate_pages", "move_pages",
    ),
    "no network and no socket to anyone": (
        "socket", "connect", "bind", "listen", "accept", "accept4", "setns", "unshare", "sendmsg", "sendmmsg",
    ),
    "no change of the system's view": (
        "mount", "umount2", "pivot_root", "chroot", "open_tree", "move_mount", "fsopen", "fsmount", "fsconfig",
        "fspick", "mount_setattr", "swapon", "swapoff", "sethostname", "setdomainname", "syslog", "acct",
        "quotactl", "quotactl_fd", "reboot", "kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module",
        "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "iopl", "ioperm", "personality",
        "name_to_handle_at", "open_by_handle_at", "lookup_dcookie", "nfsservctl", "vhangup",
    ),
    "no watching of what others do": ("fanotify_init", "inotify_init", "inotify_init1"),
    "no owner, no attribute (Landlock does not look at these)": (
        "chown", "fchown", "lchown", "fchownat", "setxattr", "lsetxattr", "fsetxattr", "removexattr",
        "lremovexattr", "fremovexattr", "setxattrat", "removexattrat", "file_setattr",
    ),
    "no memory that belongs to no process": ("memfd_create", "memfd_secret", "io_setup"),
    "no kernel machinery that has been a way out": (
        "bpf", "perf_event_open", "userfaultfd", "keyctl", "add_key", "request_key",
        "io_uring_setup", "io_uring_enter", "io_uring_register", "modify_ldt",
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
    "no list of the host's mounts (Landlock hides the one in /proc)": ("statmount", "listmount"),
}  # fmt: skip
# Libraries that call these have another way when the file system cannot do it, so it is told that it cannot. `fallocate` takes
# all the disk in one call, past the limit on the size of a file and before anybody has looked; attributes of any
# file can be read, Landlock does not look at these.
NOT_SUPPORTED = (
    "fallocate", "getxattr", "lgetxattr", "fgetxattr", "getxattrat",
    "listxattr", "llistxattr", "flistxattr", "listxattrat",
)  # fmt: skip
# `shutil.copy` in a right answer sets mode and times. It is told "done", and nothing is done: Landlock would let a
# candidate change the mode of every file that the grading user owns.
WITHOUT_EFFECT = (
    "chmod", "fchmod", "fchmodat", "fchmodat2", "utime", "utimes", "utimensat", "futimesat",
    "sync", "syncfs",  # of the whole machine
)  # fmt: skip
# By name, and which argument is the signal.
OF_ITSELF_ONLY = {"kill": 1, "tkill": 1, "tgkill": 2, "rt_sigqueueinfo": 1, "rt_tgsigqueueinfo": 2}
# Who ends or stops a process from outside uses one of these. A candidate must not be able to pretend that somebody did:
# such an end counts as no doing of its own. What a library sends itself (SIGABRT, say) is not among them.
FROM_OUTSIDE = (1, 2, 3, 9, 15, 19, 20, 21, 22)  # HUP, INT, QUIT, KILL, TERM; STOP, TSTP, TTIN, TTOU
SCHEDULING = ("sched_setscheduler", "sched_setparam", "sched_setaffinity")

# Newer than some libseccomp: the same number on every architecture.
_NUMBERS = {
    "close_range": 436, "mount_setattr": 442, "quotactl_fd": 443, "memfd_secret": 447, "fchmodat2": 452, "statmount": 457, "listmount": 458,
    "setxattrat": 463, "getxattrat": 464, "listxattrat": 465, "removexattrat": 466, "file_setattr": 469,
}  # fmt: skip
_CLONE_THREAD, _CLONE_FILES, _CLOSE_UNSHARED = 0x00010000, 0x00000400, 2
_FAMILY_UNIX = 1
_TERMINAL = (0x5412, 0x541C)  # TIOCSTI, TIOCLINUX
_OWNER_OF_SIGNALS = (0x8901, 0x8902)  # FIOSETOWN, SIOCSPGRP
_FILE_CONTROLS = (8, 10, 15, 1024, 1026)  # F_SETOWN, F_SETSIG, F_SETOWN_EX: signals; F_SETLEASE, F_NOTIFY
_PROCESS_CONTROLS = (1, 4, 36, 0x59616D61)  # PR_SET_PDEATHSIG, _DUMPABLE, _CHILD_SUBREAPER, _PTRACER
_SHARED_AND_ANONYMOUS, _HUGE_PAGES = 0x21, 0x40000
_LOW_HALF = 0xFFFFFFFF
_NOBODY = 0x7A5B3C1D  # above every process id that Linux gives
_INSTRUCTION = struct.Struct("=HBBI")  # `struct sock_filter` of <linux/filter.h>
_JUMP_IF_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _MODE_FILTER = 38, 22, 2

_library: Any = None


def prepare() -> None:
    """Finds libseccomp and compiles the rules, before the fork.

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
    _compiled()


def load() -> bool:
    """Denies the calls above to this process, for good.

    Raises:
        OSError: no seccomp in this kernel, or no libseccomp.
    """
    prepare()
    program = program_for(os.getpid())
    code = ctypes.create_string_buffer(program, len(program))
    filter_program = _Program(len(program) // _INSTRUCTION.size, ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    for arguments in (
        (_NO_NEW_PRIVILEGES, 1, 0, 0, 0),
        (_SET_SECCOMP, _MODE_FILTER, ctypes.byref(filter_program), 0, 0),
    ):
        if libc.prctl(*arguments) != 0:
            number = ctypes.get_errno()
            raise OSError(number, f"seccomp: {os.strerror(number)}")
    return True


class _Program(ctypes.Structure):
    """`struct sock_fprog` of <linux/filter.h>."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def program_for(pid: int) -> bytes:
    """The compiled rules for this process: instructions of BPF.

    Raises:
        OSError: there is no libseccomp, or it compiled the comparison with the process id into something else.
    """
    found, places = [], 0
    for code, when_true, when_false, value in _INSTRUCTION.iter_unpack(_compiled()):
        if value == _NOBODY:
            if code != _JUMP_IF_EQUAL:
                raise OSError(errno.ENOTSUP, "libseccomp compares process ids in a way that is not known")
            value, places = pid, places + 1
        found.append(_INSTRUCTION.pack(code, when_true, when_false, value))
    if not places:
        raise OSError(errno.ENOTSUP, "libseccomp left out the comparison of process ids")
    return b"".join(found)


@cache
def _compiled() -> bytes:
    """The program for the process `_NOBODY`."""
    return compiled_for(_NOBODY)


def compiled_for(pid: int) -> bytes:
    """What libseccomp makes of the rules for this process; in memory, because a disk may be full."""
    with os.fdopen(os.memfd_create("rules"), "w+b") as file:
        _rules(pid).export_bpf(file)
        file.seek(0)
        return file.read()


def _rules(pid: int) -> Any:
    """What the process of this id may not call."""
    s = _library
    rules = s.SyscallFilter(s.ALLOW)
    rules.set_attr(
        s.Attr.ACT_BADARCH, s.KILL_PROCESS
    )  # by the gates of i386 and x32 the numbers mean other calls
    refuse = s.ERRNO(errno.EPERM)
    for names in DENIED.values():
        for name in names:
            _deny(rules, refuse, name)
    # clone3 hides its flags in memory, where seccomp cannot look: glibc falls back to clone on ENOSYS.
    _deny(rules, s.ERRNO(errno.ENOSYS), "clone3")
    # A thread shares its open files with all others: what it keeps to itself, nobody who looks on would see.
    for shared in (_CLONE_THREAD, _CLONE_FILES):
        _deny(rules, refuse, "clone", s.Arg(0, s.MASKED_EQ, shared, 0))
    _deny(rules, refuse, "close_range", s.Arg(2, s.MASKED_EQ, _CLOSE_UNSHARED, _CLOSE_UNSHARED))
    # Signals only to itself. A first argument of 0 or below means a group or everybody.
    for name, place in OF_ITSELF_ONLY.items():
        _deny(rules, refuse, name, s.Arg(0, s.NE, pid))
        for number in FROM_OUTSIDE:
            _deny(rules, refuse, name, s.Arg(place, s.MASKED_EQ, _LOW_HALF, number))
    for name in SCHEDULING:
        _deny(rules, refuse, name, s.Arg(0, s.NE, 0))
    for request in (*_TERMINAL, *_OWNER_OF_SIGNALS):
        _deny(rules, refuse, "ioctl", s.Arg(1, s.MASKED_EQ, _LOW_HALF, request))
    for command in _FILE_CONTROLS:
        _deny(rules, refuse, "fcntl", s.Arg(1, s.MASKED_EQ, _LOW_HALF, command))
    for option in _PROCESS_CONTROLS:
        _deny(rules, refuse, "prctl", s.Arg(0, s.MASKED_EQ, _LOW_HALF, option))
    # Of other families there are no pairs, but asking for one makes the kernel load its module.
    _deny(rules, refuse, "socketpair", s.Arg(0, s.NE, _FAMILY_UNIX))
    # A socket pair of datagrams could write to the sockets of the system's services.
    _deny(rules, refuse, "sendto", s.Arg(4, s.NE, 0))
    # Pages that stay when no process maps them are in nobody's count of memory.
    for flags in (_SHARED_AND_ANONYMOUS, _HUGE_PAGES):
        _deny(rules, refuse, "mmap", s.Arg(3, s.MASKED_EQ, flags, flags))
    for name in WITHOUT_EFFECT:
        _deny(rules, s.ERRNO(0), name)
    for name in NOT_SUPPORTED:
        _deny(rules, s.ERRNO(errno.EOPNOTSUPP), name)
    # prlimit64 with a new limit; reading one (third argument null) stays possible.
    _deny(rules, refuse, "prlimit64", s.Arg(2, s.NE, 0))
    return rules


def _deny(rules: Any, action: int, name: str, *conditions: Any) -> None:
    """A name that this architecture does not have cannot be called, so it need not be denied."""
    try:
        rules.add_rule(action, _number(name), *conditions)
    except (OSError, ValueError):
        if platform.machine() in ("x86_64", "aarch64") and name in ("execve", "clone", "socket", "kill"):
            raise


def _number(name: str) -> str | int:
    """The number of a call whose name this libseccomp may not know, else the name."""
    known = _library.resolve_syscall(_library.system_arch(), name)
    return _NUMBERS[name] if known < 0 and name in _NUMBERS else name
