# exercise: e01_normalize
# aim: lets the kernel signal the parent when a pipe of its own is written to
# expect: crashed
# off: no
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

import fcntl
import socket

ours, theirs = socket.socketpair()
for name, command, argument in (("F_SETOWN", fcntl.F_SETOWN, os.getppid()), ("F_SETSIG", 10, 9),
                                ("F_SETOWN_EX", 15, 0), ("F_SETLEASE", 1024, 0)):
    attempt(name, libc.fcntl(ours.fileno(), command, ctypes.c_long(argument)))
attempt("FIOSETOWN", libc.ioctl(ours.fileno(), 0x8901, ctypes.byref(ctypes.c_int(os.getppid()))))

raise errors[0]


def normalize(images):
    return images
