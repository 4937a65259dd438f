# exercise: e01_normalize
# aim: ends the main thread, so that /proc shows no memory, and goes on in another
# expect: out_of_memory
# slow: yes
# points: 0
import ctypes
import threading
import time

kept = []


def eat():
    time.sleep(0.3)
    while len(kept) < 120:
        kept.append(bytearray(b"x") * (50 << 20))
    print("GOT THROUGH", flush=True)


threading.Thread(target=eat).start()
ctypes.CDLL(None).syscall(60, 0)


def normalize(images):
    return images
