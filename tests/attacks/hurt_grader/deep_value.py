# exercise: e01_normalize
# aim: a list in a list in a list, a hundred thousand times
# expect: failed
# points: 1
def normalize(images):
    value = []
    for _ in range(100_000):
        value = [value]
    return value
