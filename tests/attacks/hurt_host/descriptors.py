# exercise: e01_normalize
# aim: opens files until there are no descriptors
# expect: crashed
# points: 0
import os

kept = []
for _ in range(100_000):
    kept.append(os.open("/dev/null", os.O_RDONLY))
print("GOT THROUGH")


def normalize(images):
    return images
