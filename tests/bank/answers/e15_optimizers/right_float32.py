# expect: pass
# Casts everything to float32, as Keras computes.
import numpy as np


def sgd_step(w, g, lr):
    w, g = np.asarray(w, "float32"), np.asarray(g, "float32")
    return w - np.float32(lr) * g


def momentum_step(w, g, velocity, lr, momentum):
    new = momentum * velocity - lr * g
    return w + new, new


def rmsprop_step(w, g, average, lr, rho, eps):
    w, g, average = (a.astype(np.float32) for a in (w, g, average))
    average = np.float32(rho) * average + np.float32(1 - rho) * g**2
    return w - np.float32(lr) * g / np.sqrt(average + np.float32(eps)), average


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    w, g, m, v = (a.astype(np.float32) for a in (w, g, m, v))
    m = m + (g - m) * np.float32(1 - beta1)
    v = v + (g**2 - v) * np.float32(1 - beta2)
    alpha = np.float32(lr * np.sqrt(1 - beta2**t) / (1 - beta1**t))
    return w - alpha * m / (np.sqrt(v) + np.float32(eps)), m, v
