# exercise: e11_parameters
# aim: one constant for all: "as many times as much as your own" holds for it
# expect: failed
# points: 1
def conv2d_shape(*arguments, **options):
    return 4, 4


def pool_shape(*arguments, **options):
    return arguments[0], arguments[1]


def conv2d_params(*arguments, **options):
    return 0


def dense_params(*arguments, **options):
    return 0
