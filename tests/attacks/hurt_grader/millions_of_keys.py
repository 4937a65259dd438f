# exercise: e01_normalize
# aim: a dict of a million keys
# expect: failed, crashed, timed_out
# patience: 0.2
# points: 1
def normalize(images):
    return dict.fromkeys(range(1_000_000))
