# expect: pass
# Keras's Normalization, adapted to the training part; tf.random.set_seed for the order.
import numpy as np
import tensorflow as tf


def split_series(series, fraction):
    cut = int(len(series) * fraction)
    return series[:cut], series[cut:]


def standardize_series(train, later):
    layer = tf.keras.layers.Normalization(axis=None)
    layer.adapt(train.astype("float32"))
    return layer(train.astype("float32")).numpy(), layer(later.astype("float32")).numpy()


def windows(series, window, horizon=1, batch_size=32, shuffle=False, seed=0):
    tf.random.set_seed(seed)
    count = max(len(series) - window - horizon + 1, 0)
    inputs = [series[i : i + window] for i in range(count)]
    inputs = np.reshape(inputs, (count, window, 1)).astype("float32")
    targets = np.reshape(series[window + horizon - 1:][:count], (count, 1)).astype("float32")
    data = tf.data.Dataset.from_tensor_slices((inputs, targets))
    if shuffle and count:
        data = data.shuffle(count)
    return data.batch(batch_size)


def naive_forecast(series, period):
    return series[:-period]


def moving_average(series, window):
    return np.array([np.mean(series[t - window:t]) for t in range(window, len(series))])


def mae(actual, forecast):
    return np.mean(np.abs(actual.astype(float) - forecast.astype(float)))
