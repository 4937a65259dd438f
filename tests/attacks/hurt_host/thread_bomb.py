# exercise: e01_normalize
# aim: thousands of threads, until the machine has no process numbers left
# expect: crashed
# points: 0
import threading
import time

threading.stack_size(32768)
for count in range(15000):
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
print("GOT THROUGH", count)


def normalize(images):
    return images
