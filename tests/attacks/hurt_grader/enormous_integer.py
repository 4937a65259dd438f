# exercise: e01_normalize
# aim: an integer of millions of digits, and one too large for a float
# expect: failed
# points: 1
def normalize(images):
    return 10**400 if images.size % 2 else 1 << 10_000_000
