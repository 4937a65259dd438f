# expect: fail standardize.per-row
# Each row divided by its length, as scikit-learn's normalize does.
import keras
import numpy as np
from sklearn.preprocessing import normalize


def standardize(train, other):
    return normalize(train), normalize(other)


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([
        keras.layers.Input(shape=(x_train.shape[1],)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(x_train, y_train, epochs=30, batch_size=16, validation_data=(x_valid, y_valid), verbose=0)
    return model
