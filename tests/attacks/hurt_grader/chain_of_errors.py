# exercise: e01_normalize
# aim: ten thousand exceptions, each the cause of the next
# expect: crashed
# points: 0
def normalize(images):
    error = None
    for _ in range(10_000):
        new = ValueError("again")
        new.__cause__ = new.__context__ = error
        error = new
    raise error
