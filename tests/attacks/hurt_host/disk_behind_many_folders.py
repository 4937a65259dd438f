# exercise: e01_normalize
# aim: a large folder behind more folders than anyone counts
# expect: crashed
# points: 0
import os
import time

os.mkdir("big")
for number in range(600):
    os.mkdir(f"empty{number}")
for number in range(8):
    with open(f"big/f{number}", "wb") as file:
        os.posix_fallocate(file.fileno(), 0, 900 << 20)
time.sleep(4)
print("GOT THROUGH")


def normalize(images):
    return images
