# expect: fail checkpoint.validates-on-training-data
# validation_data is the training data.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    checkpoint = keras.callbacks.ModelCheckpoint(path, monitor="val_loss", save_best_only=True, save_weights_only=True)
    history = model.fit(train[0], train[1], validation_data=train, epochs=epochs, callbacks=[checkpoint], verbose=0)
    model.load_weights(path)
    return model, history.history
