# expect: fail adam.forgets-moments
# Every step starts anew: the m and v that came in are dropped.
import numpy as np


def rmsprop_step(w, g, average, lr, rho, eps):
    average = rho * average + (1 - rho) * g**2
    return w - lr * g / np.sqrt(average + eps), average


def sgd_step(w, g, lr):
    return w - lr * g


def momentum_step(w, g, velocity, lr, momentum):
    velocity = momentum * velocity - lr * g
    return w + velocity, velocity


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    m = (1 - beta1) * g
    v = (1 - beta2) * g**2
    c = np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - lr * c * m / (np.sqrt(v) + eps), m, v
