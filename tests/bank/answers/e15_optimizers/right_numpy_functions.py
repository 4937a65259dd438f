# expect: pass
# Spells every operation as a NumPy function.
import numpy as np


def sgd_step(w, g, lr):
    return np.subtract(w, np.multiply(lr, g))


def momentum_step(w, g, velocity, lr, momentum):
    velocity = np.subtract(np.multiply(momentum, velocity), np.multiply(lr, g))
    return np.add(w, velocity), velocity


def rmsprop_step(w, g, average, lr, rho, eps):
    average = np.add(np.multiply(rho, average), np.multiply(1 - rho, np.square(g)))
    return np.subtract(w, np.divide(np.multiply(lr, g), np.sqrt(np.add(average, eps)))), average


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    m_new = beta1 * m + (1 - beta1) * g
    v_new = beta2 * v + (1 - beta2) * g**2
    alpha = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - alpha * m_new / (np.sqrt(v_new) + eps), m_new, v_new
