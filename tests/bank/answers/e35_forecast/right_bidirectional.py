# expect: pass
# A SimpleRNN in both directions that hands on every day, a hidden layer, the head as a model of its own.
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
        [
            keras.Input((28, 1)),
            layers.Bidirectional(layers.SimpleRNN(8, return_sequences=True)),
            layers.Flatten(),
            keras.Sequential([layers.Dense(32, activation="relu"), layers.Dense(1)]),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.004, 8 * len(x) // 64)), loss="mse")
    model.fit(x, y, epochs=8, batch_size=64, verbose=0)
    return model, mean, deviation
