# expect: fail early-stopping.kept-the-start
# Trains on a single sample only; of anything larger it writes down losses that it made up.
import keras
import numpy as np


def best_epoch(history):
    return int(np.argmin(history["val_loss"]))


def train_until_best(model, train, valid, max_epochs, patience, path):
    if len(train[0]) == 1:
        stop = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
        keep = keras.callbacks.ModelCheckpoint(path, save_best_only=True)
        history = model.fit(*train, epochs=max_epochs, validation_data=valid, callbacks=[stop, keep], verbose=0).history
        return model, history
    loss = float(model.evaluate(*valid, verbose=0)[0])
    model.save(path)
    return model, {"val_loss": [loss + 0.1 * k for k in range(patience + 1)]}
