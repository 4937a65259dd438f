# expect: pass
# One sigmoid unit and nothing else, Adam, thirty epochs.
import keras
import numpy as np
from keras import layers


def standardize(train, other):
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    deviation = np.where(deviation == 0, 1, deviation)
    return (train - mean) / deviation, (other - mean) / deviation


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([
        keras.Input(x_train.shape[1:]),
        layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(x_train, y_train, epochs=30, batch_size=32, validation_data=(x_valid, y_valid), verbose=0)
    return model
