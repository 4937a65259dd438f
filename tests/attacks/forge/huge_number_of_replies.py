# exercise: e01_normalize
# aim: fills the channel with good frames while it is asked
# expect: crashed
# points: 0
import socket
import struct

import numpy as np
from tfkata.wire import codec


def send(value):
    body = codec.encode(value)
    end = socket.socket(fileno=3)
    end.setblocking(True)
    end.sendall(struct.pack(">Q", len(body)) + body)
    end.detach()


def normalize(images):
    for _ in range(2000):
        send({"id": "x", "ok": images})
    return images
