# expect: fail early-stopping.never-stops
# Sets stop_training on the callback instead of the model.
import keras
import numpy as np


class Stop(keras.callbacks.Callback):
    def __init__(self, patience):
        super().__init__()
        self.patience, self.best, self.waited = patience, float("inf"), 0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best, self.waited = logs["val_loss"], 0
        else:
            self.waited += 1
            if self.waited >= self.patience:
                self.stop_training = True


def train_until_best(model, train, valid, max_epochs, patience, path):
    callbacks = [Stop(patience), keras.callbacks.ModelCheckpoint(path, save_best_only=True)]
    history = model.fit(*train, validation_data=valid, epochs=max_epochs, callbacks=callbacks, verbose=0)
    return keras.models.load_model(path), history.history


def best_epoch(history):
    return int(np.argmin(history["val_loss"]))
