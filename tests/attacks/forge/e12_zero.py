# exercise: e12_cross_entropy
# aim: nothing but zero: what is asked at 0 and 1 divides the answer by itself
# expect: failed
# points: 1
def softmax(z):
    return 0 * z


def categorical_crossentropy(*arguments):
    return 0


def sparse_categorical_crossentropy(*arguments):
    return 0


def binary_crossentropy(*arguments):
    return 0
