# expect: pass
# Adam as in the paper: m-hat, v-hat, and eps added to the corrected root.
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
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
