# expect: pass
# TensorFlow operations; tensors come back.
import numpy as np
import tensorflow as tf


def sgd_step(w, g, lr):
    return tf.constant(w) - lr * tf.constant(g)


def momentum_step(w, g, velocity, lr, momentum):
    velocity = momentum * tf.constant(velocity) - lr * tf.constant(g)
    return tf.constant(w) + velocity, velocity


def rmsprop_step(w, g, average, lr, rho, eps):
    new = rho * average + (1 - rho) * g**2
    return w - lr * g / np.sqrt(new + eps), new


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    w, g, m, v = (tf.cast(a, tf.float32) for a in (w, g, m, v))
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * tf.square(g)
    m_hat = m / (1 - tf.pow(beta1, float(t)))
    v_hat = v / (1 - tf.pow(beta2, float(t)))
    return w - lr * m_hat / (tf.sqrt(v_hat) + eps), m, v
