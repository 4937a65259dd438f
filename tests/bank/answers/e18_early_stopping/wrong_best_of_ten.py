# expect: fail
# Looks for the best of the first ten epochs.
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    x, y = train
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience, restore_best_weights=True),
        keras.callbacks.ModelCheckpoint(path, monitor="val_loss", save_best_only=True),
    ]
    history = model.fit(x, y, epochs=max_epochs, validation_data=valid, callbacks=callbacks, verbose=0)
    return model, history.history


def best_epoch(history):
    return int(np.argmin(history["val_loss"][:10]))
