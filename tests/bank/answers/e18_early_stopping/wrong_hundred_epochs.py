# expect: fail early-stopping.max-epochs
# A hundred epochs at most, whatever is asked.
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience, restore_best_weights=True),
        keras.callbacks.ModelCheckpoint(path, monitor="val_loss", save_best_only=True),
    ]
    history = model.fit(*train, validation_data=valid, epochs=100, callbacks=callbacks, verbose=0)
    return model, history.history


def best_epoch(history):
    return int(np.argmin(history["val_loss"]))
