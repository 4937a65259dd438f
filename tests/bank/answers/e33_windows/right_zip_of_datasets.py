# expect: pass
# Inputs and targets in two datasets, zipped before the shuffle.
import numpy as np
import tensorflow as tf


def split_series(series, fraction):
    later = round(len(series) * (1 - fraction))
    return series[:len(series) - later], series[len(series) - later:]


def standardize_series(train, later):
    mean, std = np.mean(train), np.std(train)
    if std == 0:
        std = 1.0
    return (train - mean) / std, (later - mean) / std


def windows(series, window, horizon=1, batch_size=32, shuffle=False, seed=0):
    values = tf.constant(series, tf.float32)
    after = tf.data.Dataset.from_tensor_slices(values[window + horizon - 1:, tf.newaxis])
    before = tf.data.Dataset.from_tensor_slices(values).window(window, 1, 1, True)
    before = before.flat_map(lambda part: part.batch(window)).map(lambda part: tf.reshape(part, (window, 1)))
    both = tf.data.Dataset.zip((before, after))
    if shuffle:
        both = both.shuffle(buffer_size=max(1, len(values) - window - horizon + 1), seed=seed)
    return both.batch(batch_size, drop_remainder=False)


def naive_forecast(series, period):
    return series[:-period]


def moving_average(series, window):
    return np.array([np.mean(series[t - window:t]) for t in range(window, len(series))])


def mae(actual, forecast):
    return np.mean(np.abs(actual.astype(float) - forecast.astype(float)))
