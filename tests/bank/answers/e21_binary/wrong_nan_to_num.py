# expect: fail standardize.divides-by-zero
# 0 where 0 / 0 was, but where other data differ in the constant column it is the largest number there is.
import numpy as np
import keras


def standardize(train, other):
    m, s = train.mean(axis=0), train.std(axis=0)
    return np.nan_to_num((train - m) / s), np.nan_to_num((other - m) / s)


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([keras.layers.Dense(16, "relu"), keras.layers.Dense(1, "sigmoid")])
    model.compile("adam", "binary_crossentropy")
    model.fit(x_train, y_train, epochs=40, verbose=0)
    return model
