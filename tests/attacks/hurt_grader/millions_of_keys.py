# exercise: e01_normalize
# aim: a dict of a million keys
# expect: failed
# points: 1
def normalize(images):
    return dict.fromkeys(range(1_000_000))
