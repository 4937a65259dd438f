# exercise: e21_binary
# aim: a model that can be called on standardized numbers from 0 on and on no others
# expect: failed
# tier: full
# points: 2
import keras
import numpy as np


def standardize(train, other):
    return train, other


def train_binary(x_train, y_train, x_valid, y_valid):
    inputs = keras.Input((x_train.shape[1],))
    x = keras.layers.Embedding(3, 1)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(keras.layers.Flatten()(x)))
