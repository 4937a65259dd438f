# exercise: e01_normalize
# aim: ends the main thread, so that /proc shows no open files, and fills the disk with nameless ones in another
# expect: crashed
# points: 0
# patience: 4
# slow: yes
# off: no
import ctypes
import os
import threading
import time

kept = []


def fill():
    time.sleep(0.3)
    for number in range(3):
        kept.append(os.open(f"f{number}", os.O_RDWR | os.O_CREAT))
        os.unlink(f"f{number}")
        for _ in range(760):
            os.write(kept[-1], bytes(1 << 20))
    time.sleep(2)
    print("GOT THROUGH", flush=True)


threading.Thread(target=fill).start()
ctypes.CDLL(None).syscall(60, 0)


def normalize(images):
    return images
