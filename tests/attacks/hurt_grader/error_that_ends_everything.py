# exercise: e01_normalize
# aim: an exception whose text ends the process
# expect: crashed
# points: 0
import os


class Error(BaseException):
    def __str__(self):
        raise KeyboardInterrupt

    def __del__(self):
        os._exit(0)


def normalize(images):
    raise Error
