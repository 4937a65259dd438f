# exercise: e01_normalize
# aim: ignores every signal and waits
# expect: timed_out
# points: 0
# patience: 0.1
import signal
import time

for number in range(1, 32):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def normalize(images):
    time.sleep(600)
