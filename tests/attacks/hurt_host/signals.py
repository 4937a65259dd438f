# exercise: e01_normalize
# aim: signals to the parent, the group, everybody (signal 0: is it allowed?)
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

parent = os.getppid()
attempt("kill parent", libc.kill(parent, 0))
attempt("kill everybody", libc.kill(-1, 0))
attempt("kill init", libc.kill(1, 0))
attempt("tkill parent", libc.syscall(200, parent, 0))
attempt("tgkill parent", libc.syscall(234, parent, parent, 0))
attempt("sigqueue parent", libc.syscall(129, parent, 0, ctypes.create_string_buffer(128)))
attempt("pidfd_open parent", libc.syscall(434, parent, 0))
for pid in range(os.getpid() - 5, os.getpid() + 5):
    if pid != os.getpid():
        attempt(f"tkill {pid}", libc.syscall(200, pid, 0)) if os.path.exists(f"/proc/{pid}") else None

raise errors[0]


def normalize(images):
    return images
