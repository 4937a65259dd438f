# exercise: e01_normalize
# aim: times its calls to tell checks apart, and answers well only to some
# expect: failed
# points: 4
import time

import numpy as np

times = []


def normalize(images):
    times.append(time.perf_counter())
    if len(times) > 12:
        return images
    return (images / 255).astype(np.float32)
