# expect: fail standardize.column-dropped
# Constant columns are left out.
import keras
import numpy as np


def standardize(train, other):
    mean, std = train.mean(axis=0), train.std(axis=0)
    keep = std > 0
    train, other, mean, std = train[:, keep], other[:, keep], mean[keep], std[keep]
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
