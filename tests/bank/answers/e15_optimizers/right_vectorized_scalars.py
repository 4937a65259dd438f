# expect: pass
# Scalar formulas, spread over the arrays by np.vectorize.
import numpy as np


def sgd_step(w, g, lr):
    return w - lr * g


def _one(w, g, v, lr, mu):
    v = mu * v - lr * g
    return w + v, v


def momentum_step(w, g, velocity, lr, momentum):
    return np.vectorize(_one)(w, g, velocity, lr, momentum)


def rmsprop_step(w, g, average, lr, rho, eps):
    new = rho * average + (1 - rho) * g**2
    return w - lr * g / np.sqrt(new + eps), new


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    m_new = beta1 * m + (1 - beta1) * g
    v_new = beta2 * v + (1 - beta2) * g**2
    alpha = lr * np.sqrt(-np.expm1(t * np.log(beta2))) / (-np.expm1(t * np.log(beta1)))
    return w - alpha * m_new / (np.sqrt(v_new) + eps), m_new, v_new
