# exercise: e01_normalize
# aim: the command lines of everybody
# expect: crashed
# points: 0
import os

print("GOT THROUGH", [open(f"/proc/{pid}/cmdline").read() for pid in os.listdir("/proc") if pid.isdigit()])


def normalize(images):
    return images
