# expect: fail early-stopping.weights-not-restored
# restore_best_weights left at its default.
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience)
    save = keras.callbacks.ModelCheckpoint(path, monitor="val_loss", save_best_only=True)
    history = model.fit(train[0], train[1], validation_data=valid, epochs=max_epochs, callbacks=[stop, save], verbose=0)
    return model, history.history


def best_epoch(history):
    return int(np.argmin(history["val_loss"]))
