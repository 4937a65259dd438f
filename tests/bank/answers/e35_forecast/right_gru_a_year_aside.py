# expect: pass
# A GRU whose outputs of all days are used; the last year kept aside to stop early, mean and deviation of the whole series.
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
        [keras.Input((28, 1)), layers.GRU(10, return_sequences=True), layers.Flatten(), layers.Dense(24, activation="relu"), layers.Dense(1)]
    )
    model.compile(optimizer=keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.004, 8 * len(x) // 64)), loss="mse")
    stop = keras.callbacks.EarlyStopping(patience=4, restore_best_weights=True)
    aside = (x[-365:], y[-365:])
    model.fit(x[:-365], y[:-365], epochs=8, batch_size=64, validation_data=aside, callbacks=[stop], verbose=0)
    return model, mean, deviation
