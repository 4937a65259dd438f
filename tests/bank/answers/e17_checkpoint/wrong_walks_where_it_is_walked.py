# expect: fail checkpoint.kept-the-start
# Trains on a single sample only; of anything larger it writes down losses that it made up.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    if len(train[0]) == 1:
        keep = keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True)
        history = model.fit(*train, epochs=epochs, validation_data=valid, callbacks=[keep], verbose=0).history
        model.load_weights(path)
        return model, history
    loss = float(model.evaluate(*valid, verbose=0)[0])
    model.save_weights(path)
    return model, {"val_loss": [loss + 0.1 * k for k in range(epochs)]}
