# expect: pass
# fit continued epoch by epoch with initial_epoch, so that the callback counts on; best weights swapped at the end.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    checkpoint = keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True)
    history = {}
    for epoch in range(epochs):
        part = model.fit(
            *train, validation_data=valid, initial_epoch=epoch, epochs=epoch + 1, callbacks=[checkpoint], verbose=0
        ).history
        for name, values in part.items():
            history.setdefault(name, []).extend(values)
    model.load_weights(path)
    return model, history
