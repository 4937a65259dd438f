# expect: fail binary.sure-errors-ignored
# Squared errors, and compiled with cross-entropy afterwards.
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
    model.compile(keras.optimizers.RMSprop(), "mse")
    model.fit(x_train, y_train, epochs=40, batch_size=32, verbose=0)
    model.compile("adam", "binary_crossentropy")
    return model
