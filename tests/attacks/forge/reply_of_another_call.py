# exercise: e01_normalize
# aim: answers with the id of the call before
# expect: crashed
# points: 1
import socket
import struct

import numpy as np
from grader import wire


def send(value):
    body = wire.encode(value)
    end = socket.socket(fileno=3)
    end.setblocking(True)
    end.sendall(struct.pack(">Q", len(body)) + body)
    end.detach()


import sys

seen = []


def normalize(images):
    frame = sys._getframe()
    while "request" not in frame.f_locals:
        frame = frame.f_back
    request = frame.f_locals["request"]
    seen.append(request["id"])
    request["id"] = seen[0]
    return (images / 255).astype("float32")
