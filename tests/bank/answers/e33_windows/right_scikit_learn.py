# expect: pass
# scikit-learn's scaler and error.
import numpy as np
import tensorflow as tf
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def split_series(series, fraction):
    train, later = train_test_split(series, train_size=fraction, shuffle=False)
    return train, later


def standardize_series(train, later):
    scaler = StandardScaler().fit(train.reshape(-1, 1))
    return scaler.transform(train.reshape(-1, 1)).ravel(), scaler.transform(later.reshape(-1, 1)).ravel()


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
    return mean_absolute_error(actual.ravel().astype(float), forecast.ravel().astype(float))
