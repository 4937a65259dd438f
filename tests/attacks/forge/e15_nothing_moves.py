# exercise: e15_optimizers
# aim: Adam that never moves: w is as it was, m is 0 and v is 1, so that "w follows from m and v"
# expect: failed
# points: 1
import numpy as np


def sgd_step(w, g, *rest):
    return w


def momentum_step(w, g, *rest):
    return w, w


def rmsprop_step(w, g, *rest):
    return w, w


def adam_step(w, g, m, v, *rest):
    return w.copy(), np.zeros_like(m), np.ones_like(v)
