# expect: fail adam.forgets-moments
# Decays m and v in variables that it returns; the gradient's share goes into the step only.
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
    m, v = beta1 * m, beta2 * v
    c = np.sqrt(1 - beta2**t) / (1 - beta1**t)
    step = lr * c * (m + (1 - beta1) * g) / (np.sqrt(v + (1 - beta2) * g**2) + eps)
    return w - step, m, v
