# expect: fail best-epoch.last-of-equals
# Of equal epochs the last.
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience, restore_best_weights=True)
    save = keras.callbacks.ModelCheckpoint(path, monitor="val_loss", save_best_only=True)
    history = model.fit(train[0], train[1], validation_data=valid, epochs=max_epochs, callbacks=[stop, save], verbose=0)
    return model, history.history


def best_epoch(history):
    best = 0
    for epoch, loss in enumerate(history["val_loss"]):
        if loss <= history["val_loss"][best]:
            best = epoch
    return best
