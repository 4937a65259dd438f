# expect: fail forecast.untrained
# Compiled and never fitted: an LSTM.
import keras
import numpy as np
from keras import layers


def train_forecaster(series, seed=0):
    keras.utils.set_random_seed(seed)
    mean, deviation = series.mean(), series.std()
    days = ((series - mean) / deviation).astype(np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(days, 29)
    x, y = windows[:, :28, np.newaxis], windows[:, 28:]
    model = keras.Sequential(
        [keras.Input((28, 1)), layers.LSTM(16), layers.Dense(1)]
    )
    model.compile(optimizer="adam", loss="mse")
    return model, mean, deviation
