# expect: pass
# NumPy's sliding_window_view for everything that slides.
import numpy as np
import tensorflow as tf


def split_series(series, fraction):
    return tuple(np.split(series, [round(len(series) * fraction)]))


def standardize_series(train, later):
    mu, sigma = train.mean(), train.std()
    def scale(a):
        return np.divide(a - mu, sigma, out=np.zeros(a.shape), where=sigma > 0)
    return scale(train), scale(later)


def windows(series, window, horizon=1, batch_size=32, shuffle=False, seed=0):
    if len(series) < window + horizon:
        empty = np.zeros((0, window, 1), "float32"), np.zeros((0, 1), "float32")
        return tf.data.Dataset.from_tensor_slices(empty).batch(batch_size)
    stretches = np.lib.stride_tricks.sliding_window_view(series.astype("float32"), window + horizon)
    x, y = stretches[:, :window, None], stretches[:, -1:]
    if shuffle:
        order = np.random.default_rng(seed).permutation(len(x))
        x, y = x[order], y[order]
    return tf.data.Dataset.from_tensor_slices((x, y)).batch(batch_size).prefetch(1)


def naive_forecast(series, period):
    return np.roll(series, period)[period:]


def moving_average(series, window):
    return np.lib.stride_tricks.sliding_window_view(series, window)[:-1].mean(axis=1)


def mae(actual, forecast):
    return np.abs(np.subtract(actual, forecast, dtype=np.float64)).mean()
