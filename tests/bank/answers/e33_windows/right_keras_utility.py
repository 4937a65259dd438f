# expect: pass
# keras.utils.timeseries_dataset_from_array, with the targets cut beforehand.
import numpy as np
import tensorflow as tf


def split_series(series, fraction):
    cut = int(len(series) * fraction)
    return series[:cut], series[cut:]


def standardize_series(train, later):
    mean, std = train.mean(dtype="float64"), train.std(dtype="float64")
    return (train - mean) / (std + 1e-8), (later - mean) / (std + 1e-8)


def windows(series, window, horizon=1, batch_size=32, shuffle=False, seed=0):
    values = series.astype(np.float32).reshape(-1, 1)
    return tf.keras.utils.timeseries_dataset_from_array(
        values, values[window + horizon - 1:], sequence_length=window,
        batch_size=batch_size, shuffle=shuffle, seed=seed)


def naive_forecast(series, period):
    return series[:-period]


def moving_average(series, window):
    return np.array([np.mean(series[t - window:t]) for t in range(window, len(series))])


def mae(actual, forecast):
    return tf.keras.losses.MeanAbsoluteError()(actual.astype("float32"), forecast.astype("float32"))
