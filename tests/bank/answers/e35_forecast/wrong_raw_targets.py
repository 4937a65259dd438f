# expect: fail forecast.raw-values
# Standardizes the windows; the targets are births.
import keras
import numpy as np
from keras import layers


def train_forecaster(series, seed=0):
    keras.utils.set_random_seed(seed)
    mean, deviation = series.mean(), series.std()
    days = ((series - mean) / deviation).astype(np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(days, 29)
    x, y = windows[:, :28, np.newaxis], series[28:, np.newaxis].astype(np.float32)
    model = keras.Sequential(
        [keras.Input((28, 1)), layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(1)]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse")
    model.fit(x, y, epochs=6, batch_size=64, verbose=0)
    return model, mean, deviation
