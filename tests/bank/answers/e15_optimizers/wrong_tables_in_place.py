# expect: fail optimizer.mutates-input
# reshape of a table is a view of it: the step is taken in the caller's weights.
import numpy as np


def sgd_step(w, g, lr):
    """w, g: arrays of one shape; lr: a number -> new weights, same shape."""
    if w.ndim == 1:
        return w - lr * g
    flat = w.reshape(-1)
    flat -= lr * g.reshape(-1)
    return flat.reshape(w.shape)


def momentum_step(w, g, velocity, lr, momentum):
    """w, g, velocity: arrays of one shape -> (new weights, new velocity)."""
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
