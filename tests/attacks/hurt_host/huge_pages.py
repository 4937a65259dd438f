# exercise: e01_normalize
# aim: huge pages, which no count of a process's memory shows
# expect: crashed
# points: 0
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
if libc.mmap(None, 2 << 20, 3, 0x40022, -1, 0) not in (None, 2**64 - 1):
    print("GOT THROUGH")
raise OSError(ctypes.get_errno(), "mmap with MAP_HUGETLB")


def normalize(images):
    return images
