# expect: pass
# EarlyStopping with a patience that never ends the run restores; ModelCheckpoint writes.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    callbacks = [
        keras.callbacks.EarlyStopping("val_loss", patience=epochs + 1, restore_best_weights=True),
        keras.callbacks.ModelCheckpoint(path, "val_loss", save_best_only=True, save_weights_only=True),
    ]
    history = model.fit(train[0], train[1], validation_data=valid, epochs=epochs, callbacks=callbacks, verbose=2)
    return model, history.history
