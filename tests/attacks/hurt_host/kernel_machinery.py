# exercise: e01_normalize
# aim: ptrace, other processes' memory, io_uring, bpf, userfaultfd, keys, perf
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

vector = (ctypes.c_ulong * 2)(0, 8)
attempt("ptrace", libc.syscall(101, 16, os.getppid(), 0, 0))
attempt("process_vm_readv", libc.syscall(310, os.getppid(), vector, 1, vector, 1, 0))
attempt("process_vm_writev", libc.syscall(311, os.getppid(), vector, 1, vector, 1, 0))
attempt("io_uring_setup", libc.syscall(425, 4, ctypes.create_string_buffer(200)))
attempt("bpf", libc.syscall(321, 0, ctypes.create_string_buffer(100), 72))
attempt("userfaultfd", libc.syscall(323, 1))
attempt("keyctl", libc.syscall(250, 0, -3, 0))
attempt("add_key", libc.syscall(248, b"user", b"x", b"y", 1, -3))
attempt("perf_event_open", libc.syscall(298, ctypes.create_string_buffer(128), 0, -1, -1, 0))
attempt("kcmp", libc.syscall(312, os.getpid(), os.getppid(), 0, 0, 0))
attempt("fanotify_init", libc.syscall(300, 0x200, 0))
attempt("memfd_secret", libc.syscall(447, 0))
attempt("io_setup", libc.syscall(206, 65536, ctypes.byref(ctypes.c_ulong())))

raise errors[0]


def normalize(images):
    return images
