# expect: pass
# A tiny epsilon instead of a case for constants; logistic regression as a network; RMSprop.
import keras
import numpy as np


def standardize(train, other):
    mu, sigma = np.mean(train, 0), np.std(train, 0)
    return (train - mu) / (sigma + 1e-8), (other - mu) / (sigma + 1e-8)


def train_binary(x_train, y_train, x_valid, y_valid):
    inputs = keras.Input((x_train.shape[-1],))
    outputs = keras.layers.Dense(1, activation=keras.activations.sigmoid)(inputs)
    model = keras.Model(inputs, outputs)
    model.compile("rmsprop", keras.losses.binary_crossentropy)
    model.fit(x_train, y_train, epochs=100, batch_size=32, verbose=0)
    return model
