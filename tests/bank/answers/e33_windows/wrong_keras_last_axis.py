# expect: fail mae.not-flat
# Keras's function averages the last axis only.
import keras
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
    return np.array([np.mean(series[t - window:t]) for t in range(window, len(series))])


def mae(actual, forecast):
    return keras.losses.mean_absolute_error(actual.astype("float32"), forecast.astype("float32"))
