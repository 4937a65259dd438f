# expect: pass
# tf.Variable assigned to, which leaves the arguments alone; lists for tuples.
import tensorflow as tf


def sgd_step(w, g, lr):
    w = tf.Variable(w)
    w.assign_sub(lr * g)
    return w


def momentum_step(w, g, velocity, lr, momentum):
    w, velocity = tf.Variable(w), tf.Variable(velocity)
    velocity.assign(momentum * velocity - lr * g)
    w.assign_add(velocity)
    return w, velocity


def rmsprop_step(w, g, average, lr, rho, eps):
    w, average = tf.Variable(w), tf.Variable(average)
    average.assign(rho * average + (1 - rho) * g**2)
    w.assign_sub(lr * g / tf.sqrt(average + eps))
    return w.numpy(), average.numpy()


def adam_step(w, g, m, v, t, lr, beta1, beta2, eps):
    w, m, v = map(tf.Variable, (w, m, v))
    m.assign(beta1 * m + (1 - beta1) * g)
    v.assign(beta2 * v + (1 - beta2) * g**2)
    w.assign_sub(lr * (1 - beta2**t) ** 0.5 / (1 - beta1**t) * m / (tf.sqrt(v) + eps))
    return [w.numpy(), m.numpy(), v.numpy()]
