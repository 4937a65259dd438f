# exercise: e01_normalize
# aim: the true reply and then one for the next call
# expect: crashed
# points: 1
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


import sys


def normalize(images):
    frame = sys._getframe()
    while "request" not in frame.f_locals:
        frame = frame.f_back
    send({"id": frame.f_locals["request"]["id"], "ok": (images / 255).astype("float32"), "mutated": False})
    return images
