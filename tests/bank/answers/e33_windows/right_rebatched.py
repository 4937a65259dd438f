# expect: pass
# Small batches are put together again; lists of pairs are shuffled by the random module.
import random

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
    pairs = [(series[i - window:i], series[i + horizon - 1]) for i in range(window, len(series) - horizon + 1)]
    if shuffle:
        random.Random(seed).shuffle(pairs)
    x = np.array([p[0] for p in pairs], dtype=np.float32).reshape(-1, window, 1)
    y = np.array([p[1] for p in pairs], dtype=np.float32).reshape(-1, 1)
    return tf.data.Dataset.from_tensor_slices((x, y)).batch(2).unbatch().batch(batch_size)


def naive_forecast(series, period):
    return np.delete(series, np.s_[len(series) - period:])


def moving_average(series, window):
    return np.array([np.mean(series[t - window:t]) for t in range(window, len(series))])


def mae(actual, forecast):
    return np.average(np.abs(np.asarray(actual, "int64") - np.asarray(forecast, "int64"))) if actual.dtype.kind == "u" and forecast.dtype.kind == "u" else np.average(np.fabs(actual - np.asarray(forecast, float)))
