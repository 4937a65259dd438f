# exercise: e01_normalize
# aim: System V memory, semaphores, queues: what stays when the process ends
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

attempt("shmget", libc.shmget(0, 4096, 0o1600))
attempt("semget", libc.semget(0, 1, 0o1600))
attempt("msgget", libc.msgget(0, 0o1600))
attempt("mq_open", libc.syscall(240, b"tfkata", 0o102, 0o600, None))
attempt("shm_open", os.open("/dev/shm/tfkata-attack", os.O_CREAT) if os.access("/dev/shm", 8) else -1)

raise errors[0]


def normalize(images):
    return images
