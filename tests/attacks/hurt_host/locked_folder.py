# exercise: e01_normalize
# aim: folders that cannot be entered, to be deleted by the host
# expect: passed
import os

import numpy as np

os.makedirs("a/b/c")
open("a/b/c/file", "w").close()
for place in ("a/b/c", "a/b", "a", "."):
    try:
        os.chmod(place, 0)
    except OSError:
        pass


def normalize(images):
    return (images / 255).astype(np.float32)
