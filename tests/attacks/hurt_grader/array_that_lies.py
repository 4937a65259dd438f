# exercise: e01_normalize
# aim: headers of arrays that claim terabytes
# expect: crashed
# points: 0
import os
import struct

import msgpack


def normalize(images):
    array = msgpack.packb(["float64", [2**39, 2**39, 0], b""]), msgpack.packb(["float64", [2**39], b"x" * 8])
    body = msgpack.packb({"id": "0", "ok": [msgpack.ExtType(1, part) for part in array]})
    os.write(3, struct.pack(">Q", len(body)) + body)
    return images
