# exercise: e01_normalize
# aim: reads from every descriptor the process was born with
# expect: passed
import os

import numpy as np

for number in range(512):
    try:
        target = os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        continue
    if number > 3 and not target.startswith(("/proc/", "anon_inode:")):
        print("GOT THROUGH", number, target)
    if number not in (1, 2, 3):
        try:
            print(number, target, os.read(number, 100))
        except OSError:
            pass


def normalize(images):
    return (images / 255).astype(np.float32)
