# exercise: e01_normalize
# aim: keys with one and the same hash, on the wire
# expect: failed
# points: 1
def normalize(images):
    return [{float(m) * 2.0 ** (61 * k): 0 for m in range(1, 120) for k in range(-15, 16)} for _ in range(4)]
