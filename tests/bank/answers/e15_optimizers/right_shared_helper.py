# expect: pass
# One helper for all running averages; returns lists.
import math

import numpy as np


def running(old, new, keep):
    return keep * old + (1.0 - keep) * new


def sgd_step(w, g, lr):
    return w - lr * g


def momentum_step(w, g, velocity, lr, momentum):
    new = momentum * velocity - lr * g
    return w + new, new


def rmsprop_step(w, g, average, lr, rho, eps):
    average = running(average, g * g, rho)
    return [w - g * (lr / np.sqrt(average + eps)), average]


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    m, v = running(m, g, beta1), running(v, np.abs(g) ** 2, beta2)
    rate = lr * math.sqrt(1.0 - math.pow(beta2, t)) / (1.0 - math.pow(beta1, t))
    return [w - rate * m / (v**0.5 + eps), m, v]
