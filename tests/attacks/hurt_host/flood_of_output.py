# exercise: e01_normalize
# aim: output faster than anyone can read, on both streams, at the first call
# expect: passed
import os
import threading

import numpy as np

block = b"x" * 65536


def flood():
    for _ in range(2000):
        os.write(1, block)
        os.write(2, block)


threading.Thread(target=flood, daemon=True).start()


def normalize(images):
    return (images / 255).astype(np.float32)
