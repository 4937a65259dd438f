# exercise: e01_normalize
# aim: a list, a tuple and a dict that contain themselves
# expect: failed
# points: 1
def normalize(images):
    value = [{}]
    value[0]["again"] = (value,)
    return value
