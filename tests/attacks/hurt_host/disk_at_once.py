# exercise: e01_normalize
# aim: takes more of the disk in one call than a file may have, before anybody has looked
# expect: crashed
# points: 0
# off: no
import ctypes
import os

FALLOC_FL_KEEP_SIZE = 1  # the limit on the size of a file is not asked
libc = ctypes.CDLL(None, use_errno=True)
libc.fallocate.argtypes = (ctypes.c_int, ctypes.c_int, ctypes.c_long, ctypes.c_long)
file = os.open("reserved", os.O_RDWR | os.O_CREAT)
if libc.fallocate(file, FALLOC_FL_KEEP_SIZE, 0, 3 << 30) == 0:
    print("GOT THROUGH", os.fstat(file).st_blocks * 512)
raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def normalize(images):
    return images
