# exercise: e01_normalize
# aim: mounts, namespaces, chroot, personality, clocks, names
# expect: crashed
# points: 0
# off: no
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def attempt(name, result):
    if result >= 0:
        print("GOT THROUGH", name)
    else:
        errors.append(PermissionError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), name))


errors = []

attempt("unshare", libc.unshare(0x10000000))
attempt("setns", libc.setns(0, 0))
attempt("mount", libc.mount(b"none", b".", b"tmpfs", 0, None))
attempt("umount", libc.umount2(b"/tmp", 8))
attempt("chroot", libc.chroot(b"."))
attempt("pivot_root", libc.syscall(155, b".", b"."))
attempt("personality", libc.personality(0x0040000))
attempt("sethostname", libc.sethostname(b"x", 1))
attempt("fsopen", libc.syscall(430, b"tmpfs", 0))
attempt("settimeofday", libc.settimeofday(ctypes.create_string_buffer(16), None))
attempt("reboot", libc.syscall(169, 0, 0, 0, 0))
attempt("syslog", libc.klogctl(10, None, 0))
attempt("iopl", libc.syscall(172, 3))
attempt("modify_ldt", libc.syscall(154, 0, None, 0))

raise errors[0]


def normalize(images):
    return images
