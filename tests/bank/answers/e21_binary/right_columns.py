# expect: pass
# Column by column in a loop; float32; BatchNormalization in the model; all data used for training.
import keras
import numpy as np


def standardize(train, other):
    a, b = np.zeros_like(train), np.zeros_like(other)
    for j in range(train.shape[1]):
        m, s = train[:, j].mean(), train[:, j].std()
        if s > 0:
            a[:, j] = (train[:, j] - m) / s
            b[:, j] = (other[:, j] - m) / s
    return a.astype(np.float32), b.astype(np.float32)


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([keras.Input((x_train.shape[1],)), keras.layers.Dense(32), keras.layers.BatchNormalization(), keras.layers.Activation("relu"), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(np.concatenate([x_train, x_valid]), np.concatenate([y_train, y_valid]), epochs=30, batch_size=16, verbose=0)
    return model
