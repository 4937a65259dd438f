# exercise: e01_normalize
# aim: one read in every 2 MB of terabytes: no memory of its own, gigabytes of page tables
# expect: out_of_memory
# off: no
# patience: 1.5
# slow: yes
# points: 0
import ctypes
import time

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
size = 1 << 40
total = 0
for _ in range(3):
    start = libc.mmap(None, size, 1, 0x4022, -1, 0)
    if start in (None, 2**64 - 1):
        break
    libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(size), 15)
    for part in range(0, size, 1 << 36):
        view = (ctypes.c_ubyte * (1 << 36)).from_address(start + part)
        total += int(np.frombuffer(view, np.uint8)[:: 2 << 20].sum())
print("GOT THROUGH")
time.sleep(600)


def normalize(images):
    return images
