# expect: pass
# Element by element with np.ndindex.
import numpy as np


def sgd_step(w, g, lr):
    new = np.empty_like(w)
    for i in np.ndindex(w.shape):
        new[i] = w[i] - lr * g[i]
    return new


def momentum_step(w, g, velocity, lr, momentum):
    new = momentum * velocity - lr * g
    return w + new, new


def rmsprop_step(w, g, average, lr, rho, eps):
    new = rho * average + (1 - rho) * g**2
    return w - lr * g / np.sqrt(new + eps), new


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    new_w, new_m, new_v = np.zeros_like(w), np.zeros_like(m), np.zeros_like(v)
    for i in np.ndindex(w.shape):
        new_m[i] = beta1 * m[i] + (1 - beta1) * g[i]
        new_v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
        step = lr * (1 - beta2**t) ** 0.5 / (1 - beta1**t)
        new_w[i] = w[i] - step * new_m[i] / (new_v[i] ** 0.5 + eps)
    return new_w, new_m, new_v
