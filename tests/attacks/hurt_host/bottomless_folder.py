# exercise: e01_normalize
# aim: a work folder so deep that deleting it comes to an end first
# expect: passed, crashed
# slow: yes
import os

import numpy as np

for _ in range(1900):
    os.mkdir("d")
    os.chdir("d")


def normalize(images):
    return (images / 255).astype(np.float32)
