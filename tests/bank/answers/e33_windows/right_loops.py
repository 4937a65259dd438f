# expect: pass
# Plain loops and lists from beginning to end, arrays only at the return.
import numpy as np
import tensorflow as tf


def split_series(series, fraction):
    n_train = int(fraction * len(series))
    train, later = [], []
    for i, value in enumerate(series):
        (train if i < n_train else later).append(value)
    return np.array(train), np.array(later)


def standardize_series(train, later):
    n = len(train)
    mean = sum(float(v) for v in train) / n
    std = (sum((float(v) - mean) ** 2 for v in train) / n) ** 0.5
    if std < 1e-12:
        std = 1.0
    return np.array([(float(v) - mean) / std for v in train]), np.array([(float(v) - mean) / std for v in later])


def windows(series, window, horizon=1, batch_size=32, shuffle=False, seed=0):
    xs, ys = [], []
    i = 0
    while i + window + horizon <= len(series):
        xs.append([[v] for v in series[i:i + window]])
        ys.append([series[i + window + horizon - 1]])
        i += 1
    if not xs:
        xs, ys = np.zeros((0, window, 1)), np.zeros((0, 1))
    dataset = tf.data.Dataset.from_tensor_slices((tf.cast(np.array(xs), tf.float32), tf.cast(np.array(ys), tf.float32)))
    if shuffle:
        dataset = dataset.shuffle(max(1, len(xs)), seed=seed, reshuffle_each_iteration=False)
    return dataset.batch(batch_size)


def naive_forecast(series, period):
    out = []
    for t in range(period, len(series)):
        out.append(series[t - period])
    return np.array(out)


def moving_average(series, window):
    out = []
    for t in range(window, len(series)):
        total = 0.0
        for k in range(1, window + 1):
            total += series[t - k]
        out.append(total / window)
    return np.array(out)


def mae(actual, forecast):
    total, n = 0.0, 0
    for a, f in zip(actual.ravel(), forecast.ravel()):
        total += abs(float(a) - float(f))
        n += 1
    return total / n
