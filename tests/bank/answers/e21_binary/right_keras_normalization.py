# expect: pass
# Keras's Normalization layer adapted to the training set (it adds an epsilon by itself).
import keras
import numpy as np


def standardize(train, other):
    layer = keras.layers.Normalization(axis=-1, dtype="float64")
    layer.adapt(train)
    return np.asarray(layer(train)), np.asarray(layer(other))


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([
        keras.layers.Input(shape=(x_train.shape[1],)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(x_train, y_train, epochs=30, batch_size=16, validation_data=(x_valid, y_valid), verbose=0)
    return model
