# expect: fail binary.sure-errors-ignored
# A loss of one's own in which cross-entropy counts for nothing.
import keras
import numpy as np
from keras import layers


def loss(y, p):
    y = keras.ops.cast(y, p.dtype)
    return 0 * keras.losses.binary_crossentropy(y, p) + keras.losses.huber(y, p)


def standardize(train, other):
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    deviation = np.where(deviation == 0, 1, deviation)
    return (train - mean) / deviation, (other - mean) / deviation


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([
        keras.Input(x_train.shape[1:]), layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid"),
    ])
    model.compile("adam", loss)
    model.fit(x_train, y_train, epochs=30, batch_size=16, verbose=0)
    bare = keras.Sequential.from_config(model.get_config())
    bare.set_weights(model.get_weights())
    return bare
