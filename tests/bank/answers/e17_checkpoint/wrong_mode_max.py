# expect: fail checkpoint.wrong-mode
# mode=max, left over from an accuracy.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    checkpoint = keras.callbacks.ModelCheckpoint(path, monitor="val_loss", mode="max", save_best_only=True, save_weights_only=True)
    history = model.fit(train[0], train[1], validation_data=valid, epochs=epochs, callbacks=[checkpoint], verbose=0)
    model.load_weights(path)
    return model, history.history
