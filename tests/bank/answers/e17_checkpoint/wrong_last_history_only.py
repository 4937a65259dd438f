# expect: fail checkpoint.wrong-epochs
# One fit for each epoch, but only the last one's history is returned.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    checkpoint = keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True)
    for _ in range(epochs):
        history = model.fit(*train, validation_data=valid, callbacks=[checkpoint], verbose=0)
    model.load_weights(path)
    return model, history.history
