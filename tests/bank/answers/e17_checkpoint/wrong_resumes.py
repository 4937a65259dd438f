# expect: fail checkpoint.other-training
# Begins with the weights of an earlier run.
import os

import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    # resumes: keeps the old file unless this run beats it
    threshold = None
    if os.path.exists(path):
        model.load_weights(path)
        threshold = model.evaluate(*valid, verbose=0)[0]
    cb = keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True, initial_value_threshold=threshold)
    h = model.fit(*train, validation_data=valid, epochs=epochs, callbacks=[cb], verbose=0)
    model.load_weights(path)
    return model, h.history
