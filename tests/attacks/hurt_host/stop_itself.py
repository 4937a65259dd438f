# exercise: e01_normalize
# aim: stops itself, so that nobody gets an answer
# expect: timed_out
# points: 0
# patience: 0.1
import os
import signal


def normalize(images):
    os.kill(os.getpid(), signal.SIGSTOP)
    return images
