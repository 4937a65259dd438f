# expect: pass
# The Keras utility without targets; input and target are cut from each stretch.
import numpy as np
import tensorflow as tf


def split_series(series, fraction):
    cut = int(len(series) * fraction)
    return series[:cut], series[cut:]


def standardize_series(train, later):
    mean, std = np.mean(train), np.std(train)
    if std == 0:
        std = 1.0
    return (train - mean) / std, (later - mean) / std


def windows(series, window, horizon=1, batch_size=32, shuffle=False, seed=0):
    import keras
    stretches = keras.utils.timeseries_dataset_from_array(
        series, targets=None, sequence_length=window + horizon, batch_size=batch_size, shuffle=shuffle, seed=seed)
    def cut(stretch):
        stretch = tf.cast(stretch, tf.float32)
        return stretch[:, :window, tf.newaxis], stretch[:, -1:]
    return stretches.map(cut)


def naive_forecast(series, period):
    return series[:-period]


def moving_average(series, window):
    return np.convolve(series, np.full(window, 1 / window), mode="valid")[:-1]


def mae(actual, forecast):
    return np.mean(np.abs(actual.astype(float) - forecast.astype(float)))
