# expect: fail standardize.not-centred
# Divided by the deviation, and the mean stays in.
import keras
import numpy as np


def standardize(train, other):
    scale = train.std(axis=0)
    scale[scale == 0] = 1
    return train / scale, other / scale


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([
        keras.Input((x_train.shape[1],)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(x_train, y_train, validation_data=(x_valid, y_valid), epochs=30, verbose=0)
    return model
