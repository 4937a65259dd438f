# expect: fail standardize.mutates-input
# A constant column is set to 0 in the table that was given.
import keras
import numpy as np


def standardize(train, other):
    """train: float (n, d); other: float (m, d) -> (train scaled, other scaled), same shapes."""
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    constant = deviation == 0
    deviation = np.where(constant, 1, deviation)
    other = (other - mean) / deviation
    train[:, constant] = mean[constant] = 0
    return (train - mean) / deviation, other


def train_binary(x_train, y_train, x_valid, y_valid):
    """x: float (n, d), standardized; y: int (n,) of 0 and 1 -> a trained model, (n, d) to (n, 1)."""
    model = keras.Sequential(
        [
            keras.Input(x_train.shape[1:]),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(x_train, y_train, epochs=30, batch_size=16, validation_data=(x_valid, y_valid), verbose=0)
    return model
