# expect: fail windows.too-short
# sliding_window_view refuses a window longer than the series.
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
    x = np.lib.stride_tricks.sliding_window_view(series.astype("float32"), window)[:-horizon, :, None]
    y = series[window + horizon - 1:].astype("float32")[:, None]
    dataset = tf.data.Dataset.from_tensor_slices((x, y))
    if shuffle:
        dataset = dataset.shuffle(max(1, len(x)), seed=seed)
    return dataset.batch(batch_size)


def naive_forecast(series, period):
    return series[:-period]


def moving_average(series, window):
    return np.array([np.mean(series[t - window:t]) for t in range(window, len(series))])


def mae(actual, forecast):
    return np.mean(np.abs(actual.astype(float) - forecast.astype(float)))
