# exercise: e01_normalize
# aim: replies with the id of the call before
# expect: crashed
# points: 1
import grader.candidate
from grader import wire

real, seen = wire.encode, []


def encode(value):
    seen.append(value["id"])
    return real({**value, "id": seen[-2] if len(seen) > 2 else seen[-1]})


grader.candidate.wire.encode = encode


def normalize(images):
    return (images / 255).astype("float32")
