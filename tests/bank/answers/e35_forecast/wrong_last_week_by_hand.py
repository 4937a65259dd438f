# expect: fail forecast.copies-last-week
# Weights written down: 1 for the day a week before.
import keras
import numpy as np
from keras import layers


def train_forecaster(series, seed=0):
    model = keras.Sequential([keras.Input((28, 1)), layers.Flatten(), layers.Dense(1)])
    kernel = np.zeros((28, 1), np.float32)
    kernel[-7] = 1
    model.layers[-1].set_weights([kernel, np.zeros(1, np.float32)])
    return model, series.mean(), series.std()
