# exercise: e01_normalize
# aim: as much as one message may hold, written past the shim
# expect: failed
# points: 3
import grader.candidate
import numpy as np
from grader import wire

real = wire.encode


def encode(value):
    if isinstance(value, dict) and "mutated" in value:
        grader.candidate.wire.encode = real
        value["ok"] = [np.ones(90 << 20, np.uint8), np.ones(80 << 20, np.uint8)]
    return real(value)


grader.candidate.wire.encode = encode


def normalize(images):
    return images
