# expect: pass
# A training loop of one's own: the model is never compiled.
import keras
import numpy as np
import tensorflow as tf


def standardize(train, other):
    mean, variance = train.mean(0), train.var(0)
    scale = np.where(variance == 0, 0.0, 1 / np.sqrt(np.where(variance == 0, 1, variance)))
    return tf.constant((train - mean) * scale), tf.constant((other - mean) * scale)


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([keras.Input((x_train.shape[1],)), keras.layers.Dense(16, "relu"), keras.layers.Dense(1, "sigmoid")])
    optimizer, loss = keras.optimizers.Adam(0.01), keras.losses.BinaryCrossentropy()
    x, y = tf.constant(x_train, tf.float32), tf.constant(y_train[:, None], tf.float32)

    @tf.function
    def step():
        with tf.GradientTape() as tape:
            value = loss(y, model(x, training=True))
        gradients = tape.gradient(value, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))

    for _ in range(200):
        step()
    return model
