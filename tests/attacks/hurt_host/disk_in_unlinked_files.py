# exercise: e01_normalize
# aim: fills the disk with files that have no name any more
# expect: crashed
# points: 0
import os
import time

kept = []
for number in range(8):
    kept.append(open(f"f{number}", "wb"))
    os.unlink(f"f{number}")
    os.posix_fallocate(kept[-1].fileno(), 0, 900 << 20)
time.sleep(4)
print("GOT THROUGH")


def normalize(images):
    return images
