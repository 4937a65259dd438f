# expect: fail checkpoint.trains-on-validation
# The two pairs are swapped in fit.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    checkpoint = keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True)
    history = model.fit(*valid, validation_data=train, epochs=epochs, callbacks=[checkpoint], verbose=0)
    model.load_weights(path)
    return model, history.history
