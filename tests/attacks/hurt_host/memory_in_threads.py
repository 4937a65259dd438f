# exercise: e01_normalize
# aim: bytes, more and more, in many threads
# expect: out_of_memory
# points: 0
import threading
import time

kept = []


def eat():
    while len(kept) < 30:
        kept.append(bytearray(b"x") * (200 << 20))


for _ in range(8):
    threading.Thread(target=eat, daemon=True).start()
while len(kept) < 30:
    time.sleep(0.1)
print("GOT THROUGH")


def normalize(images):
    return images
