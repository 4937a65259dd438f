# expect: pass
# One Dense unit: a weighted sum of the 28 days. Windows from a plain loop.
import keras
import numpy as np
from keras import layers


def train_forecaster(series, seed=0):
    mean = sum(series.tolist()) / len(series)
    deviation = (sum((value - mean) ** 2 for value in series.tolist()) / len(series)) ** 0.5
    days = [(value - mean) / deviation for value in series.tolist()]
    x = np.array([days[i : i + 28] for i in range(len(days) - 28)], np.float32)[..., None]
    y = np.array([days[i + 28] for i in range(len(days) - 28)], np.float32)
    model = keras.Sequential([keras.Input((28, 1)), layers.Flatten(), layers.Dense(1)])
    model.compile(keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.01, 12 * len(x) // 64)), "mse")
    model.fit(x, y, epochs=12, batch_size=64, verbose=0)
    return model, mean, deviation
