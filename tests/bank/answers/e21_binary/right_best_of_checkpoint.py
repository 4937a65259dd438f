# expect: pass
import keras
import numpy as np
import os, tempfile


def standardize(train, other):
    with np.errstate(divide="ignore", invalid="ignore"):
        a = (train - train.mean(axis=0)) / train.std(axis=0)
        b = (other - train.mean(axis=0)) / train.std(axis=0)
    a[:, train.std(axis=0) == 0] = 0
    b[:, train.std(axis=0) == 0] = 0
    return a, b


def train_binary(x_train, y_train, x_valid, y_valid):
    model = keras.Sequential([keras.layers.Dense(10, activation="gelu"), keras.layers.Dense(10, activation="gelu"), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer=keras.optimizers.AdamW(keras.optimizers.schedules.CosineDecay(0.01, 600)), loss=keras.losses.BinaryCrossentropy(label_smoothing=0.02))
    with tempfile.TemporaryDirectory() as d:
        path = os.path.join(d, "best.keras")
        model.fit(x_train, y_train, batch_size=32, epochs=40, validation_data=(x_valid, y_valid), verbose=0, callbacks=[keras.callbacks.ModelCheckpoint(path, save_best_only=True)])
        return keras.models.load_model(path)
