# exercise: e01_normalize
# aim: pushes keys into the terminal of the person who grades
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

for descriptor in (0, 1, 2, 3):
    for request in (0x5412, 0x541C, 0x100005412):
        attempt("TIOCSTI", libc.syscall(16, descriptor, request, b"x"))
try:
    print("GOT THROUGH", os.open("/dev/tty", os.O_RDWR))
except OSError as error:
    errors.append(error)

raise errors[0]


def normalize(images):
    return images
