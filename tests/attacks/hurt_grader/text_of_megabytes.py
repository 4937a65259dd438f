# exercise: e01_normalize
# aim: texts of eight megabytes wherever the protocol has one
# expect: failed, crashed
# points: 3
import tfkata.candidate.serve
from tfkata.wire import codec

real = codec.encode


def encode(value):
    if isinstance(value, dict) and "mutated" in value:
        text = "long " * 200_000
        at = {"line": 10**9, "expression": text, "called": text, "library": text, "documented": text, "values": [[text, text]] * 2 + [["a", "b"]] * 50_000}
        value = {"id": value["id"], "raised": {"type": text, "message": text, "traceback": text + "\n" + text, "at": at}}
    return real(value)


codec.encode = encode


def normalize(images):
    return images
