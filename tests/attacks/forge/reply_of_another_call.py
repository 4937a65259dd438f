# exercise: e01_normalize
# aim: replies with the id of the call before
# expect: crashed
# points: 1
import tfkata.candidate.serve
from tfkata.wire import codec

real, seen = codec.encode, []


def encode(value):
    seen.append(value["id"])
    return real({**value, "id": seen[-2] if len(seen) > 2 else seen[-1]})


codec.encode = encode


def normalize(images):
    return (images / 255).astype("float32")
