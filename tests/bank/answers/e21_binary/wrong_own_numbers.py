# expect: fail standardize.leaks-other
# Each table scaled by its own numbers.
import keras
import numpy as np


def scaled(table):
    std = table.std(axis=0)
    return (table - table.mean(axis=0)) / np.where(std == 0, 1, std)


def standardize(train, other):
    return scaled(train), scaled(other)


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([
        keras.layers.Input(shape=(x_train.shape[1],)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(x_train, y_train, epochs=30, batch_size=16, validation_data=(x_valid, y_valid), verbose=0)
    return model
