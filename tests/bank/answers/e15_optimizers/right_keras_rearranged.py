# expect: pass
# Reads Keras's source: m += (g - m) * (1 - beta1), without touching the arguments.
import numpy as np


def sgd_step(w, g, lr):
    return w - lr * g


def momentum_step(w, g, velocity, lr, momentum):
    new = momentum * velocity - lr * g
    return w + new, new


def rmsprop_step(w, g, average, lr, rho, eps):
    average = average + (np.square(g) - average) * (1 - rho)
    return w - lr * g * (average + eps) ** -0.5, average


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    m = m + (g - m) * (1 - beta1)
    v = v + (np.square(g) - v) * (1 - beta2)
    alpha = lr * np.sqrt(1 - np.power(beta2, t)) / (1 - np.power(beta1, t))
    return w - (m * alpha) / (np.sqrt(v) + eps), m, v
