# expect: fail windows.used-up
# The generator is made once.
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
    starts = np.arange(max(0, len(series) - window - horizon + 1))
    if shuffle:
        np.random.default_rng(seed).shuffle(starts)
    pairs = ((series[i:i + window, None].astype("float32"), series[i + window + horizon - 1:i + window + horizon].astype("float32")) for i in starts)
    spec = tf.TensorSpec((window, 1), tf.float32), tf.TensorSpec((1,), tf.float32)
    return tf.data.Dataset.from_generator(lambda: pairs, output_signature=spec).batch(batch_size)


def naive_forecast(series, period):
    return series[:-period]


def moving_average(series, window):
    return np.array([np.mean(series[t - window:t]) for t in range(window, len(series))])


def mae(actual, forecast):
    return np.mean(np.abs(actual.astype(float) - forecast.astype(float)))
