# expect: fail checkpoint.saves-last
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    # the best in the model, the last in the file
    back = keras.callbacks.EarlyStopping(patience=epochs, restore_best_weights=True)
    cb = keras.callbacks.ModelCheckpoint(path, save_weights_only=True)
    h = model.fit(*train, validation_data=valid, epochs=epochs, callbacks=[back, cb], verbose=0)
    return model, h.history
