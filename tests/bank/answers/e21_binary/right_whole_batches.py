# expect: pass
# All patients in one batch, two hundred epochs, a larger learning rate.
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
        layers.Dense(16, activation="tanh"),
        layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(x_train, y_train, epochs=200, batch_size=len(x_train), validation_data=(x_valid, y_valid), verbose=0)
    return model
