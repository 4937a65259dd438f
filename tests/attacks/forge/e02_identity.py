# exercise: e02_channels
# aim: does nothing: the values are all there, and half of the points with them
# expect: failed
# points: 2
def _same(x):
    return x


add_channel = as_batch = _same
