# exercise: e01_normalize
# aim: extensions inside extensions inside extensions
# expect: crashed
# points: 0
import os
import struct

import msgpack


def normalize(images):
    body = b"\xc0"
    for _ in range(5000):
        body = msgpack.packb(msgpack.ExtType(2, msgpack.packb([msgpack.ExtType(2, body)])))
    os.write(3, struct.pack(">Q", len(body)) + body)
    return images
