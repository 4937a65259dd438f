# exercise: e01_normalize
# aim: gives other processes another priority, processor or scheduler
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

parent = os.getppid()
mask = ctypes.create_string_buffer(b"\x01" + b"\0" * 127)
attempt("setpriority", libc.setpriority(0, parent, 0))
attempt("sched_setaffinity", libc.sched_setaffinity(parent, 128, ctypes.create_string_buffer(b"\xff" * 128)))
attempt("sched_setscheduler", libc.sched_setscheduler(parent, 0, ctypes.byref(ctypes.c_int(0))))
attempt("sched_setparam", libc.sched_setparam(parent, ctypes.byref(ctypes.c_int(0))))
attempt("ioprio_set", libc.syscall(251, 1, parent, (2 << 13) | 4))
attempt("prlimit", libc.prlimit(parent, 7, ctypes.byref((ctypes.c_ulong * 2)(1024, 4096)), None))
attempt("migrate_pages", libc.syscall(256, parent, 0, None, None))

raise errors[0]


def normalize(images):
    return images
