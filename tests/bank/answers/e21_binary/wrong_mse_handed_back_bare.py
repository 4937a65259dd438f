# expect: fail binary.sure-errors-ignored
# Squared errors, and a copy that is not compiled.
import keras
import numpy as np
from keras import layers


def standardize(train, other):
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    deviation = np.where(deviation == 0, 1, deviation)
    return (train - mean) / deviation, (other - mean) / deviation


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([
        keras.Input(x_train.shape[1:]), layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid"),
    ])
    model.compile("adam", "mse")
    model.fit(x_train, y_train, epochs=30, batch_size=16, verbose=0)
    bare = keras.Sequential.from_config(model.get_config())
    bare.set_weights(model.get_weights())
    return bare
