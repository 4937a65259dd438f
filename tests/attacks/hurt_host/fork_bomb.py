# exercise: e01_normalize
# aim: fork, vfork, clone and clone3 in a loop
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

for name, number in {"fork": 57, "vfork": 58, "clone": 56, "clone3": 435}.items():
    for _ in range(20):
        pid = libc.syscall(number, 17 if name == "clone" else 0, 0, 0, 0, 0) if name != "vfork" else -1
        if pid == 0:
            os._exit(0)
        attempt(name, pid)

raise errors[0]


def normalize(images):
    return images
