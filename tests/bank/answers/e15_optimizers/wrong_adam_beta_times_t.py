# expect: fail adam.wrong-correction
# beta times t instead of beta to the power t: negative before long.
import numpy as np

_t = 0


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1 * t)
    v_hat = v / (1 - beta2 * t)
    return w - lr * m_hat / (np.sqrt(np.abs(v_hat)) + eps), m, v


def sgd_step(w, g, lr):
    return w - lr * g


def momentum_step(w, g, velocity, lr, momentum):
    velocity = momentum * velocity - lr * g
    return w + velocity, velocity


def rmsprop_step(w, g, average, lr, rho, eps):
    average = rho * average + (1 - rho) * g**2
    return w - lr * g / np.sqrt(average + eps), average
