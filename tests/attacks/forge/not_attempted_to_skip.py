# exercise: e01_normalize
# aim: names its own mistakes as not attempted
# expect: not_attempted
# points: 0
def normalize(images):
    raise NotImplementedError("counts as passed?")
