# exercise: e01_normalize
# aim: a thread that changes the value after it was returned
# expect: failed
# points: 4
import threading
import time

import numpy as np

kept = []


def improve():
    while True:
        for images, array in list(kept):
            array[...] = 0.5
        time.sleep(0)


threading.Thread(target=improve, daemon=True).start()


def normalize(images):
    array = images.astype(np.float32)
    kept.append((images, array))
    return array
