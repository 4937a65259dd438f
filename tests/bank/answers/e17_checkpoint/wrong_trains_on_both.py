# expect: fail checkpoint.trains-on-validation
# Trains on both sets together, so as not to waste data.
import keras
import numpy as np


def train_with_checkpoint(model, train, valid, epochs, path):
    x = np.concatenate([train[0], valid[0]])
    y = np.concatenate([train[1], valid[1]])
    checkpoint = keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True)
    history = model.fit(x, y, validation_data=valid, epochs=epochs, callbacks=[checkpoint], verbose=0)
    model.load_weights(path)
    return model, history.history
