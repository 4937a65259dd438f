# exercise: e15_optimizers
# aim: results that hold no number at all, of which the diagnosis takes the first
# expect: failed


def sgd_step(*arguments):
    return []


def momentum_step(*arguments):
    return ({}, [])


def adam_step(*arguments):
    return ({}, "x", [])
