# expect: fail value.nothing-returned
# No return.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    checkpoint = keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True)
    model.fit(*train, validation_data=valid, epochs=epochs, callbacks=[checkpoint], verbose=0)
    model.load_weights(path)
