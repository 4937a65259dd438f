# exercise: e01_normalize
# aim: an exception whose __str__, __repr__ and __class__ raise
# expect: crashed
# points: 0
class Error(Exception):
    def __str__(self):
        raise ValueError("no words")

    __repr__ = __str__
    __class__ = property(lambda self: 1 / 0)


def normalize(images):
    raise Error
