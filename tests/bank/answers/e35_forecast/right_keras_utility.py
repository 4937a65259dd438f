# expect: pass
# keras.utils.timeseries_dataset_from_array; a flat input of 28 numbers reshaped inside.
import keras
import numpy as np
from keras import layers


def train_forecaster(series, seed=0):
    keras.utils.set_random_seed(seed)
    mean, deviation = np.mean(series), np.std(series)
    days = ((series - mean) / deviation).astype("float32").reshape(-1, 1)
    data = keras.utils.timeseries_dataset_from_array(
        days[:-1], days[28:], sequence_length=28, batch_size=32, shuffle=True, seed=seed
    )
    inputs = keras.Input((28, 1))
    flat = layers.Reshape((28,))(inputs)
    hidden = layers.Dropout(0.1)(layers.Dense(48, activation="elu")(flat))
    model = keras.Model(inputs, layers.Dense(1)(hidden))
    rate = keras.optimizers.schedules.CosineDecay(0.001, 8 * len(data))
    model.compile(keras.optimizers.RMSprop(rate), "mae")
    model.fit(data, epochs=8, verbose=0)
    return model, np.float64(mean), np.float64(deviation)
