# expect: fail early-stopping.not-a-model
# Saves weights and renames the file to .keras.
import os

import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience, restore_best_weights=True)
    history = model.fit(train[0], train[1], validation_data=valid, epochs=max_epochs, callbacks=[stop], verbose=0)
    model.save_weights(path + ".weights.h5")
    os.replace(path + ".weights.h5", path)
    return model, history.history


def best_epoch(history):
    return int(np.argmin(history["val_loss"]))
