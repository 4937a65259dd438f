# expect: fail checkpoint.wrong-epochs
# EarlyStopping ends the run before its time.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    checkpoint = keras.callbacks.ModelCheckpoint(path, monitor="val_loss", save_best_only=True, save_weights_only=True)
    history = model.fit(train[0], train[1], validation_data=valid, epochs=epochs, callbacks=[checkpoint, keras.callbacks.EarlyStopping(patience=2)], verbose=0)
    model.load_weights(path)
    return model, history.history
