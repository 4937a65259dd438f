# exercise: e01_normalize
# aim: files in memory, written and never mapped
# expect: crashed
# off: no
# points: 0
import os

block = b"x" * (64 << 20)
for number in range(12):
    descriptor = os.memfd_create(f"m{number}")
    for _ in range(8):
        os.write(descriptor, block)
print("GOT THROUGH")


def normalize(images):
    return images
