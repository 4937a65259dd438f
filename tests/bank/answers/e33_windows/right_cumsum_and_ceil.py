# expect: pass
# Running sums; the cut is rounded up.
import numpy as np
import tensorflow as tf


def split_series(series, fraction):
    cut = int(np.ceil(len(series) * fraction))
    return [series[:cut].copy(), series[cut:].copy()]


def standardize_series(train, later):
    scale = train.std() or 1
    return (train - train.mean()) / scale, (later - train.mean()) / scale


def windows(series, window, horizon=1, batch_size=32, shuffle=False, seed=0):
    series = series.astype(np.float32)
    count = max(0, len(series) - window - horizon + 1)
    x = np.zeros((count, window, 1), np.float32)
    y = np.zeros((count, 1), np.float32)
    for i in range(count):
        x[i, :, 0] = series[i:i + window]
        y[i, 0] = series[i + window + horizon - 1]
    dataset = tf.data.Dataset.from_tensor_slices((x, y))
    if shuffle:
        dataset = dataset.shuffle(len(series), seed=seed)
    return dataset.batch(batch_size)


def naive_forecast(series, period):
    return series[:-period]


def moving_average(series, window):
    total = np.cumsum(np.insert(series.astype(float), 0, 0))
    return (total[window:-1] - total[:-window - 1]) / window


def mae(actual, forecast):
    return np.mean(np.abs(actual.astype(float) - forecast.astype(float)))
