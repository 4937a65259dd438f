# exercise: e01_normalize
# aim: a traceback as deep as it gets
# expect: crashed, timed_out, out_of_memory
# patience: 0.2
# points: 0
import sys

sys.setrecursionlimit(10**6)


def normalize(images):
    return normalize(images)
