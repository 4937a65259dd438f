# exercise: e01_normalize
# aim: a missing function with names of megabytes
# expect: failed
# points: 3
import tfkata.candidate.serve
from tfkata.wire import codec

real = codec.encode


def encode(value):
    if isinstance(value, dict) and "mutated" in value:
        value = {"id": value["id"], "missing": ["n" * 5_000_000] * 5}
    return real(value)


codec.encode = encode


def normalize(images):
    return images
