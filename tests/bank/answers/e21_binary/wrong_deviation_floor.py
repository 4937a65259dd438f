# expect: fail
# Deviations below 0.01 are taken for 0.01: some of the real ones are 0.003.
import keras
import numpy as np


def standardize(train, other):
    mean, std = train.mean(axis=0), train.std(axis=0)
    std = np.maximum(std, 0.01)
    return (train - mean) / std, (other - mean) / std


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([
        keras.Input((x_train.shape[1],)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(x_train, y_train, validation_data=(x_valid, y_valid), epochs=30, verbose=0)
    return model
