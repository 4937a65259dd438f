# exercise: e01_normalize
# aim: a thread that sends replies before anything is asked
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


import threading
import time


def flood():
    while True:
        send({"id": "0" * 16, "ok": np.ones((2, 28, 28), np.float32), "mutated": False})
        time.sleep(0.001)


threading.Thread(target=flood, daemon=True).start()
time.sleep(0.2)


def normalize(images):
    return images
