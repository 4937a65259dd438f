# exercise: e12_cross_entropy
# aim: both arguments come back as a pair of two shapes: the diagnosis makes an array of it
# expect: failed
# points: 1
def softmax(z):
    return z


def categorical_crossentropy(*arguments):
    return arguments[0], arguments[1]


def sparse_categorical_crossentropy(*arguments):
    return arguments[0], arguments[1]


def binary_crossentropy(*arguments):
    return arguments[0], arguments[1]
