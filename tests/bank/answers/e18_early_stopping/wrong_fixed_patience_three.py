# expect: fail early-stopping.ignores-patience
# A patience of 3, as in the first test that one tries.
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True)
    save = keras.callbacks.ModelCheckpoint(path, monitor="val_loss", save_best_only=True)
    history = model.fit(train[0], train[1], validation_data=valid, epochs=max_epochs, callbacks=[stop, save], verbose=0)
    return model, history.history


def best_epoch(history):
    return int(np.argmin(history["val_loss"]))
