# exercise: e01_normalize
# aim: a reply that comes one byte at a time
# expect: timed_out
# points: 0
# patience: 0.1
import os
import struct
import time


def normalize(images):
    for byte in struct.pack(">Q", 100) + b"x" * 99:
        os.write(3, bytes([byte]))
        time.sleep(0.2)
    return images
