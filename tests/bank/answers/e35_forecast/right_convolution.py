# expect: pass
# Conv1D over the weeks; the sample deviation (ddof 1).
import keras
import numpy as np
from keras import layers


def train_forecaster(series, seed=0):
    keras.utils.set_random_seed(seed)
    mean, deviation = series.mean(), series.std(ddof=1)
    days = ((series - mean) / deviation).astype(np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(days, 29)
    x, y = windows[:, :28, np.newaxis], windows[:, 28:]
    model = keras.Sequential(
        [keras.Input((28, 1)), layers.Conv1D(16, 7, activation="relu"), layers.Flatten(),
         layers.Dense(32, activation="relu"), layers.Dense(1)]
    )
    model.compile(optimizer="adam", loss="mse")
    model.fit(x, y, epochs=6, batch_size=64, verbose=0)
    return model, mean, deviation
