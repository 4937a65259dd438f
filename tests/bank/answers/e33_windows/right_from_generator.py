# expect: pass
# A generator of windows; the order is drawn again in each pass.
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
    count = len(series) - window - horizon + 1
    rng = np.random.default_rng(seed)

    def generate():
        order = np.arange(max(count, 0))
        if shuffle:
            rng.shuffle(order)
        for i in order:
            yield series[i:i + window].astype(np.float32).reshape(-1, 1), [np.float32(series[i + window + horizon - 1])]

    spec = tf.TensorSpec((window, 1), tf.float32), tf.TensorSpec((1,), tf.float32)
    return tf.data.Dataset.from_generator(generate, output_signature=spec).batch(batch_size)


def naive_forecast(series, period):
    t = np.arange(period, len(series))
    return series[t - period]


def moving_average(series, window):
    kernel = np.ones(window) / window
    return np.convolve(series, kernel)[window - 1:len(series) - 1]


def mae(actual, forecast):
    return np.mean(np.abs(actual.astype(float) - forecast.astype(float)))
