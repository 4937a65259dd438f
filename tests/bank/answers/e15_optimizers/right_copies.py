# expect: pass
# Works in place, but on copies.
import numpy as np


def sgd_step(w, g, lr):
    w = w.copy()
    w -= lr * g
    return w


def momentum_step(w, g, velocity, lr, momentum):
    w, velocity = w.copy(), velocity.copy()
    velocity *= momentum
    velocity -= lr * g
    w += velocity
    return w, velocity


def rmsprop_step(w, g, average, lr, rho, eps):
    w, average = np.array(w), np.array(average)
    average *= rho
    average += (1 - rho) * g**2
    w -= lr * g / np.sqrt(average + eps)
    return w, average


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    w, m, v = w.copy(), m.copy(), v.copy()
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g**2
    w -= lr * np.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps)
    return w, m, v
