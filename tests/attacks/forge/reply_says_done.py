# exercise: e01_normalize
# aim: speaks the examiner's own protocol on the channel
# expect: crashed
# points: 0
import os
import struct

import msgpack


def normalize(images):
    body = msgpack.packb({"done": {"id": "range", "outcome": "passed", "points": 7.0, "max_points": 7.0}})
    os.write(3, struct.pack(">I", len(body)) + body)
    return images
