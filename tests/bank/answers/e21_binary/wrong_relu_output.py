# expect: fail binary.no-sigmoid
# relu on the output, with a bias that keeps it open: one that closes leaves nothing to see but zeros.
import keras
import numpy as np


def standardize(train, other):
    mean = train.mean(axis=0)
    std = train.std(axis=0)
    std[std == 0] = 1
    return (train - mean) / std, (other - mean) / std


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([
        keras.layers.Input(shape=(x_train.shape[1],)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="relu", bias_initializer="ones"),
    ])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(x_train, y_train, epochs=30, batch_size=16, validation_data=(x_valid, y_valid), verbose=0)
    return model
