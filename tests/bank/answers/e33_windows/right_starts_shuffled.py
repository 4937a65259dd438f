# expect: pass
# Shuffles the positions and gathers the values afterwards.
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
    values = tf.convert_to_tensor(series.astype("float32"))
    starts = tf.data.Dataset.range(max(len(series) - window - horizon + 1, 0))
    if shuffle:
        starts = starts.shuffle(len(series) + 1, seed=seed)

    def gather(i):
        return values[i:i + window][:, None], values[i + window + horizon - 1][None]

    return starts.map(gather, num_parallel_calls=tf.data.AUTOTUNE).batch(batch_size)


def naive_forecast(series, period):
    return series[:-period]


def moving_average(series, window):
    return sum(series[k:len(series) - window + k].astype(float) for k in range(window)) / window


def mae(actual, forecast):
    return np.mean(np.abs(actual.astype(float) - forecast.astype(float)))
