# expect: fail adam.no-square
# v averages the gradients.
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
    m_new = beta1 * m + (1 - beta1) * g
    v_new = beta2 * v + (1 - beta2) * g
    alpha = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - alpha * m_new / (np.sqrt(v_new) + eps), m_new, v_new
