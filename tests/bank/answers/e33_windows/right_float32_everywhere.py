# expect: pass
# Everything becomes a float32 tensor first.
import numpy as np
import tensorflow as tf


def split_series(series, fraction):
    cut = int(len(series) * fraction)
    return series[:cut], series[cut:]


def standardize_series(train, later):
    train, later = tf.cast(train, tf.float32), tf.cast(later, tf.float32)
    mean, std = tf.reduce_mean(train), tf.math.reduce_std(train)
    return tf.math.divide_no_nan(train - mean, std), tf.math.divide_no_nan(later - mean, std)


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
    return tf.constant(series)[:-period]


def moving_average(series, window):
    frames = tf.signal.frame(tf.cast(series, tf.float32), window, 1)
    return tf.reduce_mean(frames[:-1], axis=1)


def mae(actual, forecast):
    a, f = tf.cast(actual, tf.float64), tf.cast(forecast, tf.float64)
    return tf.reduce_mean(tf.math.abs(a - f)).numpy()
