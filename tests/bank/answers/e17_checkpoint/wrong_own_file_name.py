# expect: fail checkpoint.no-file
# Writes under a name of its own in the same folder.
import os

import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    place = os.path.join(os.path.dirname(path), "checkpoint.weights.h5")
    checkpoint = keras.callbacks.ModelCheckpoint(place, save_best_only=True, save_weights_only=True)
    history = model.fit(*train, validation_data=valid, epochs=epochs, callbacks=[checkpoint], verbose=0)
    model.load_weights(place)
    return model, history.history
