# expect: pass
# The callback with its defaults: monitor val_loss, mode auto.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    checkpoint = keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True)
    x, y = train
    fitted = model.fit(x, y, validation_data=valid, epochs=epochs, batch_size=16, callbacks=[checkpoint])
    model.load_weights(path)
    return model, fitted.history
