# expect: fail optimizer.mutates-input
# The first velocity is written into the zeros it was given.
import numpy as np


def sgd_step(w, g, lr):
    """w, g: arrays of one shape; lr: a number -> new weights, same shape."""
    return w - lr * g


def momentum_step(w, g, velocity, lr, momentum):
    """w, g, velocity: arrays of one shape -> (new weights, new velocity)."""
    if not velocity.any():
        velocity -= lr * g
    else:
        velocity = momentum * velocity - lr * g
    return w + velocity, velocity


def rmsprop_step(w, g, average, lr, rho, eps):
    """w, g, average: arrays of one shape -> (new weights, new average of the squared gradients)."""
    average = rho * average + (1 - rho) * g**2
    return w - lr * g / np.sqrt(average + eps), average


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    """w, g, m, v: arrays of one shape; t: number of this step, from 1 -> (new weights, new m, new v)."""
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    correction = np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - lr * correction * m / (np.sqrt(v) + eps), m, v
