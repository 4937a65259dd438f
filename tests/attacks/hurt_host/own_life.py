# exercise: e01_normalize
# aim: asks to live on when its parent ends, or to be seen by nobody
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

attempt("PR_SET_PDEATHSIG", libc.prctl(1, 0, 0, 0, 0))
attempt("PR_SET_DUMPABLE", libc.prctl(4, 0, 0, 0, 0))
attempt("PR_SET_CHILD_SUBREAPER", libc.prctl(36, 1, 0, 0, 0))
attempt("setsid", libc.setsid())
attempt("setpgid", libc.setpgid(0, os.getppid()))

raise errors[0]


def normalize(images):
    return images
