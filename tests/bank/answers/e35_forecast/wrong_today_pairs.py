# expect: fail forecast.predicts-today
# Shifts the windows by one against the targets, with a linear model.
import keras
import numpy as np
from keras import layers


def train_forecaster(series, seed=0):
    keras.utils.set_random_seed(seed)
    mean, deviation = series.mean(), series.std()
    days = ((series - mean) / deviation).astype(np.float32)
    x = np.stack([days[i : i + 28] for i in range(1, len(days) - 28)])[..., None]
    y = days[28:-1]
    model = keras.Sequential([keras.Input((28, 1)), layers.Flatten(), layers.Dense(1)])
    model.compile(keras.optimizers.Adam(0.01), "mse")
    model.fit(x, y, epochs=8, batch_size=64, verbose=0)
    return model, mean, deviation
