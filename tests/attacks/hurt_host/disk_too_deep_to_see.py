# exercise: e01_normalize
# aim: large files below a path that is longer than a path may be
# expect: crashed
# points: 0
import os
import time

for _ in range(20):
    os.mkdir("d" * 250)
    os.chdir("d" * 250)
for number in range(8):
    with open(f"f{number}", "wb") as file:
        os.posix_fallocate(file.fileno(), 0, 900 << 20)
time.sleep(4)
print("GOT THROUGH")


def normalize(images):
    return images
