# expect: fail binary.classes-swapped
import numpy as np
import keras


def standardize(train, other):
    m, s = train.mean(axis=0), train.std(axis=0)
    s[s == 0] = 1
    return (train - m) / s, (other - m) / s


def train_binary(x_train, y_train, x_valid, y_valid):
    # class 1 is 0 here
    model = keras.Sequential([keras.layers.Dense(16, "relu"), keras.layers.Dense(1, "sigmoid")])
    model.compile("adam", "binary_crossentropy")
    model.fit(x_train, 1 - y_train, epochs=40, verbose=0)
    return model
