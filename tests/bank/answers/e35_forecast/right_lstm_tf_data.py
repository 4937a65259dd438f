# expect: pass
# tf.data windows, an LSTM that takes any length, Huber loss.
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
    model = keras.Sequential([keras.Input((None, 1)), layers.LSTM(24), layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(0.005), loss=keras.losses.Huber())
    model.fit(data, epochs=6, verbose=0)
    return model, mean, deviation
