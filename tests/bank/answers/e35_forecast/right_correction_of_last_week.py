# expect: pass
# Last week's value plus what a hidden layer makes of all 28 days.
import keras
import numpy as np
from keras import layers


def train_forecaster(series, seed=0):
    keras.utils.set_random_seed(seed)
    mean, deviation = series.mean(), series.std()
    days = ((series - mean) / deviation).astype(np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(days, 29)
    x, y = windows[:, :28, np.newaxis], windows[:, 28:]
    inputs = keras.Input((28, 1))
    last_week = layers.Flatten()(layers.Cropping1D((21, 6))(inputs))
    hidden = layers.Dense(48, activation="relu")(layers.Flatten()(inputs))
    model = keras.Model(inputs, layers.Add()([last_week, layers.Dense(1)(hidden)]))
    model.compile(optimizer=keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.002, 6 * len(x) // 64)), loss="mse")
    model.fit(x, y, epochs=6, batch_size=64, verbose=0)
    return model, mean, deviation
