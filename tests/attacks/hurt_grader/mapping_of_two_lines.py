# exercise: e01_normalize
# aim: a mapped and deleted file, with a line break in its path before what looks like a file of its own
# expect: timed_out
# points: 0
# patience: 0.1
import mmap
import os
import time

HELD = []


def normalize(images):
    here = os.getcwd()
    place = f"{here}/a\r{here}"
    os.makedirs(place)
    with open(f"{place}/b", "w+b") as file:
        file.truncate(4096)
        HELD.append(mmap.mmap(file.fileno(), 4096))
    os.unlink(f"{place}/b")
    time.sleep(1000)
