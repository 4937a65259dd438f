# expect: pass
# Named tuples are tuples.
from typing import NamedTuple

import numpy as np


class Momentum(NamedTuple):
    w: np.ndarray
    velocity: np.ndarray


class RMSprop(NamedTuple):
    w: np.ndarray
    average: np.ndarray


class Adam(NamedTuple):
    w: np.ndarray
    m: np.ndarray
    v: np.ndarray


def sgd_step(w, g, lr):
    return w - lr * g


def momentum_step(w, g, velocity, lr, momentum):
    velocity = momentum * velocity - lr * g
    return Momentum(w + velocity, velocity)


def rmsprop_step(w, g, average, lr, rho, eps):
    average = rho * average + (1 - rho) * g * g
    return RMSprop(w=w - lr * g / np.sqrt(average + eps), average=average)


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    m, v = m * beta1 + g * (1 - beta1), v * beta2 + g * g * (1 - beta2)
    return Adam(w - lr * (1 - beta2**t) ** 0.5 / (1 - beta1**t) * m / (v**0.5 + eps), m, v)
