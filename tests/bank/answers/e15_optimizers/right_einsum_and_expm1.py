# expect: pass
# Weighted averages by np.average and einsum, the correction by expm1.
import numpy as np

SGD = lambda w, g, lr: w + (-lr) * g
sgd_step = SGD


def momentum_step(w, g, velocity, lr, momentum):
    step = lr * g - momentum * velocity
    return [w - step, -step]


def rmsprop_step(w, g, average, lr, rho, eps):
    average = np.average([average, g**2], axis=0, weights=[rho, 1 - rho])
    return [w - lr / np.sqrt(average + eps) * g, average]


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    m = np.einsum("i,i...->...", [beta1, 1 - beta1], np.stack([m, g]))
    v = np.einsum("i,i...->...", [beta2, 1 - beta2], np.stack([v, g * g]))
    lr_t = lr * np.sqrt(-np.expm1(t * np.log(beta2))) / -np.expm1(t * np.log(beta1))
    return [w - lr_t * m / (np.sqrt(v) + eps), m, v]
