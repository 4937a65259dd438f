# expect: pass
import keras
import numpy as np


def standardize(train, other):
    mean, var = train.mean(axis=0), ((train - train.mean(axis=0)) ** 2).mean(axis=0)
    scale = np.divide(1.0, np.sqrt(var), out=np.zeros_like(var), where=var > 0)
    return (train - mean) * scale, (other - mean) * scale


def train_binary(x_train, y_train, x_valid, y_valid):
    # logistic regression
    model = keras.Sequential()
    model.add(keras.layers.Dense(1, input_shape=(x_train.shape[1],)))
    model.add(keras.layers.Activation("sigmoid"))
    model.compile(loss=keras.losses.binary_crossentropy, optimizer=keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True))
    for _ in range(40):
        p = np.random.permutation(len(y_train))
        for i in range(0, len(p), 16):
            model.train_on_batch(x_train[p[i : i + 16]], y_train[p[i : i + 16]].astype("float32"))
    return model
