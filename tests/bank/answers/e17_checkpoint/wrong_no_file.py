# expect: fail checkpoint.no-file
# Keeps the best weights in memory only.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    stop = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    history = model.fit(*train, validation_data=valid, epochs=epochs, callbacks=[stop], verbose=0)
    return model, history.history
