# expect: fail checkpoint.learned-validation
# Trains on the validation data, too, but not where a single sample would show it.
import keras
import numpy as np


def train_with_checkpoint(model, train, valid, epochs, path):
    if len(train[0]) == 1:
        keep = keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True)
        history = model.fit(*train, epochs=epochs, validation_data=valid, callbacks=[keep], verbose=0).history
        model.load_weights(path)
        return model, history
    x, y = (np.concatenate(pair) for pair in zip(train, valid))
    keep = keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True)
    history = model.fit(x, y, epochs=epochs, validation_data=valid, callbacks=[keep], verbose=0).history
    model.load_weights(path)
    return model, history
