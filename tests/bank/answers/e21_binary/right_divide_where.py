# expect: pass
# np.divide with where=; constant columns 0 by multiplication; SGD with momentum; labels as a column of floats.
import keras
import numpy as np


def standardize(train, other):
    mean = train.mean(axis=0, keepdims=True)
    deviation = np.sqrt(((train - mean) ** 2).mean(axis=0, keepdims=True))
    factor = np.divide(1.0, deviation, out=np.zeros_like(deviation), where=deviation > 0)
    return [(train - mean) * factor, (other - mean) * factor]


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([keras.Input((x_train.shape[1],)), keras.layers.Dense(24), keras.layers.ReLU(), keras.layers.Dense(1), keras.layers.Activation("sigmoid")])
    model.compile(keras.optimizers.SGD(0.05, momentum=0.9), "binary_crossentropy", metrics=["accuracy"])
    y_train = y_train.reshape(-1, 1).astype("float32")
    model.fit(x_train.astype("float32"), y_train, epochs=25, verbose=0)
    return model
