# expect: pass
# tf.data windows, an LSTM beside the window itself, Huber loss.
import keras
import numpy as np
from keras import layers
import tensorflow as tf


def train_forecaster(series, seed=0):
    keras.utils.set_random_seed(seed)
    mean, deviation = float(np.mean(series)), float(np.std(series))
    days = tf.constant((np.asarray(series) - mean) / deviation, tf.float32)
    data = tf.data.Dataset.from_tensor_slices(days).window(29, shift=1, drop_remainder=True)
    data = data.flat_map(lambda window: window.batch(29)).map(lambda w: (w[:28, tf.newaxis], w[28:]))
    data = data.cache().shuffle(10_000, seed=seed).batch(64).prefetch(1)
    inputs = keras.Input((28, 1))
    both = layers.Concatenate()([layers.LSTM(12)(inputs), layers.Flatten()(inputs)])
    model = keras.Model(inputs, layers.Dense(1)(layers.Dense(32, activation="relu")(both)))
    model.compile(optimizer=keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.004, 6 * len(series) // 64)), loss=keras.losses.Huber())
    model.fit(data, epochs=6, verbose=0)
    return model, mean, deviation
