# expect: fail
# Counts the steps to ten and no further.
import numpy as np


def sgd_step(w, g, lr):
    return w - lr * g


def momentum_step(w, g, velocity, lr, momentum):
    velocity = momentum * velocity - lr * g
    return w + velocity, velocity


def rmsprop_step(w, g, average, lr, rho, eps):
    average = rho * average + (1 - rho) * g**2
    return w - lr * g / np.sqrt(average + eps), average


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    t = min(t, 10)
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    correction = np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - lr * correction * m / (np.sqrt(v) + eps), m, v
