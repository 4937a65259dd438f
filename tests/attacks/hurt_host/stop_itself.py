# exercise: e01_normalize
# aim: stops itself, so that nobody gets an answer (behind the walls it may not)
# expect: crashed, timed_out
# points: 0
# patience: 0.1
import os
import signal


def normalize(images):
    os.kill(os.getpid(), signal.SIGSTOP)
    return images
