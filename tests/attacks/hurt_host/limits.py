# exercise: e01_normalize
# aim: raises its limits and becomes somebody else
# expect: crashed
# points: 0
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def attempt(name, result):
    if result >= 0:
        print("GOT THROUGH", name)
    else:
        errors.append(PermissionError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), name))


errors = []

import resource

for kind in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
    try:
        resource.setrlimit(kind, (1 << 20, 1 << 20))
        print("GOT THROUGH", kind)
    except (OSError, ValueError) as error:
        errors.append(PermissionError(1, str(error)))
attempt("setuid", libc.setuid(0))
attempt("setresuid", libc.setresuid(0, 0, 0))
attempt("setgroups", libc.setgroups(0, None))
attempt("capset", libc.capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)))
attempt("nice", libc.setpriority(0, 0, -20))

raise errors[0]


def normalize(images):
    return images
