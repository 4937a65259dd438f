# exercise: e01_normalize
# aim: the same with files that are only mapped
# expect: crashed
# points: 0
import mmap
import os
import time

kept = []
for number in range(8):
    with open(f"f{number}", "w+b") as file:
        os.posix_fallocate(file.fileno(), 0, 900 << 20)
        kept.append(mmap.mmap(file.fileno(), 900 << 20))
    os.unlink(f"f{number}")
time.sleep(4)
print("GOT THROUGH")


def normalize(images):
    return images
