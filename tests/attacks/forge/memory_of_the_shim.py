# exercise: e01_normalize
# aim: writes through /proc/self/mem and ctypes into the shim
# expect: crashed
# points: 0
import os

with open("/proc/self/mem", "r+b") as memory:
    memory.seek(id(os))
    memory.write(b"\0" * 8)
print("GOT THROUGH")


def normalize(images):
    return images
