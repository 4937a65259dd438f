# exercise: e01_normalize
# aim: a Described made by hand in place of an array
# expect: failed
# points: 1
from tfkata.wire.codec import Described, Foreign


def normalize(images):
    return Described("array", {"dtype": "float32", "ok": True})
