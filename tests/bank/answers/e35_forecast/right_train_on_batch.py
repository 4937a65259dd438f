# expect: pass
# train_on_batch over shuffled rows, SGD with momentum; a list comes back.
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
        [keras.Input((28, 1)), layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(1)]
    )
    model.compile(optimizer=keras.optimizers.SGD(0.01, momentum=0.9), loss="mse")
    for epoch in range(8):
        order = np.random.default_rng([seed, epoch]).permutation(len(x))
        for rows in np.array_split(order, len(order) // 48):
            model.train_on_batch(x[rows], y[rows])
    return [model, mean, deviation]
