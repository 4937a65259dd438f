# exercise: e01_normalize
# aim: fills the work folder with large files
# expect: crashed
# points: 0
import os
import time

for number in range(8):
    with open(f"f{number}", "wb") as file:
        os.posix_fallocate(file.fileno(), 0, 900 << 20)
time.sleep(4)
print("GOT THROUGH")


def normalize(images):
    return images
