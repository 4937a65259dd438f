# exercise: e01_normalize
# aim: as many empty files as there is time for
# expect: crashed, timed_out
# patience: 0.3
# points: 0
import os
import time

for folder in range(100):
    os.mkdir(str(folder))
    for number in range(1000):
        os.close(os.open(f"{folder}/{number}", os.O_CREAT))
time.sleep(3)
print("GOT THROUGH")


def normalize(images):
    return images
