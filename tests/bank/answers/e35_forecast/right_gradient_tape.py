# expect: pass
# A loop of its own.
import keras
import numpy as np
from keras import layers
import tensorflow as tf


def train_forecaster(series, seed=0):
    keras.utils.set_random_seed(seed)
    mean, deviation = series.mean(), series.std()
    days = ((series - mean) / deviation).astype(np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(days, 29)
    x, y = windows[:, :28, np.newaxis], windows[:, 28:]
    model = keras.Sequential(
        [keras.Input((28, 1)), layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(1)]
    )
    optimizer = keras.optimizers.Adam(0.002)

    @tf.function
    def step(batch, wanted):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(model(batch, training=True) - wanted))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))

    random = np.random.default_rng(seed)
    for _ in range(8):
        order = random.permutation(len(x))
        for start in range(0, len(order) - 63, 64):
            step(x[order[start : start + 64]], y[order[start : start + 64]])
    return model, mean, deviation
