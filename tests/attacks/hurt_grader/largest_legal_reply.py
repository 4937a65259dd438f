# exercise: e01_normalize
# aim: as much as one message may hold, written past the shim
# expect: failed
# points: 3
import tfkata.candidate.serve
import numpy as np
from tfkata.wire import codec

real = codec.encode


def encode(value):
    if isinstance(value, dict) and "mutated" in value:
        codec.encode = real
        value["ok"] = [np.ones(90 << 20, np.uint8), np.ones(80 << 20, np.uint8)]
    return real(value)


codec.encode = encode


def normalize(images):
    return images
