# expect: pass
# A generator of whole batches, the same order in each pass.
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
    starts = np.arange(max(0, series.shape[0] - window - horizon + 1))
    if shuffle:
        starts = np.random.RandomState(seed).permutation(starts)

    def batches():
        for first in range(0, len(starts), batch_size):
            take = starts[first:first + batch_size]
            x = np.stack([series[s:s + window] for s in take]).astype("float32")
            yield x[..., None], series[take + window + horizon - 1].astype("float32")[:, None]

    return tf.data.Dataset.from_generator(batches, output_signature=(
        tf.TensorSpec((None, window, 1), tf.float32), tf.TensorSpec((None, 1), tf.float32)))


def naive_forecast(series, period):
    return series[:-period]


def moving_average(series, window):
    return np.array([np.mean(series[t - window:t]) for t in range(window, len(series))])


def mae(actual, forecast):
    return float(np.abs(actual.astype(np.float32) - forecast.astype(np.float32)).sum() / actual.size)
