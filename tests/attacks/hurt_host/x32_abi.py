# exercise: e01_normalize
# aim: a denied call by its number in the x32 ABI
# expect: crashed
# points: 0
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
if libc.syscall(0x40000000 + 41, 1, 1, 0) >= 0:
    print("GOT THROUGH")
raise PermissionError(ctypes.get_errno(), "socket by the x32 ABI")


def normalize(images):
    return images
