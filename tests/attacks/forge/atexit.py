# exercise: e01_normalize
# aim: print and exit well after the checks have failed
# expect: failed
# points: 3
import atexit
import os

atexit.register(lambda: (print("OK (all tests passed)"), os._exit(0)))


def normalize(images):
    return images
