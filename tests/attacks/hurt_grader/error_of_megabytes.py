# exercise: e01_normalize
# aim: an exception with a message of 200 MB and a name of a megabyte
# expect: crashed
# points: 0
def normalize(images):
    raise type("E" * 1_000_000, (Exception,), {})("x" * (20 << 20))
