# expect: fail checkpoint.not-restored
# Trusts the checkpoint on disk; the model keeps its last weights.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    checkpoint = keras.callbacks.ModelCheckpoint(path, monitor="val_loss", save_best_only=True, save_weights_only=True)
    history = model.fit(train[0], train[1], validation_data=valid, epochs=epochs, callbacks=[checkpoint], verbose=0)
    return model, history.history
