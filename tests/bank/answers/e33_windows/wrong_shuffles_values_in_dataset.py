# expect: fail windows.shuffles-values
# shuffle stands before window.
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
    ds = tf.data.Dataset.from_tensor_slices(tf.cast(series, tf.float32))
    if shuffle:
        ds = ds.shuffle(len(series), seed=seed)
    ds = ds.window(window + horizon, shift=1, drop_remainder=True).flat_map(lambda w: w.batch(window + horizon))
    ds = ds.map(lambda w: (w[:window, tf.newaxis], w[-1:]))
    return ds.batch(batch_size)


def naive_forecast(series, period):
    return series[:-period]


def moving_average(series, window):
    return np.array([np.mean(series[t - window:t]) for t in range(window, len(series))])


def mae(actual, forecast):
    return np.mean(np.abs(actual.astype(float) - forecast.astype(float)))
