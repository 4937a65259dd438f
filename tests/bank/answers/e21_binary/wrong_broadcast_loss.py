# expect: fail binary.says-the-average
import numpy as np
import keras
import tensorflow as tf


def standardize(train, other):
    m, s = train.mean(axis=0), train.std(axis=0)
    s[s == 0] = 1
    return (train - m) / s, (other - m) / s


def train_binary(x_train, y_train, x_valid, y_valid):
    # (n,) against (n, 1): an n x n table
    model = keras.Sequential([keras.Input((x_train.shape[1],)), keras.layers.Dense(16, "relu"), keras.layers.Dense(1, "sigmoid")])
    opt = keras.optimizers.Adam()
    x, y = tf.constant(x_train, tf.float32), tf.constant(y_train, tf.float32)
    for _ in range(200):
        with tf.GradientTape() as tape:
            p = model(x)
            loss = -tf.reduce_mean(y * tf.math.log(p + 1e-7) + (1 - y) * tf.math.log(1 - p + 1e-7))
        opt.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))
    return model
