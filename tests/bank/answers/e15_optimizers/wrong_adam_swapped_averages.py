# expect: fail adam.swapped-betas
# Swapped in the averages only.
import numpy as np


def sgd_step(w, g, lr):
    return w - lr * g


def momentum_step(w, g, velocity, lr, momentum):
    new = momentum * velocity - lr * g
    return w + new, new


def rmsprop_step(w, g, average, lr, rho, eps):
    new = rho * average + (1 - rho) * g**2
    return w - lr * g / np.sqrt(new + eps), new


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    m = beta2 * m + (1 - beta2) * g
    v = beta1 * v + (1 - beta1) * g**2
    alpha = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - alpha * m / (np.sqrt(v) + eps), m, v
