# exercise: e01_normalize
# aim: a name of two lines, of which the second is an amount of memory that is no number
# expect: timed_out
# points: 0
# patience: 0.1
import ctypes
import time


def normalize(images):
    ctypes.CDLL(None).prctl(15, b"x\rVmRSS: q", 0, 0, 0)
    time.sleep(1000)
