# expect: pass
# A callback of one's own that writes on a record.
import keras


class KeepBest(keras.callbacks.Callback):
    def __init__(self, path):
        super().__init__()
        self.path = path
        self.best = None

    def on_epoch_end(self, epoch, logs=None):
        current = logs["val_loss"]
        if self.best is None or current < self.best:
            self.best = current
            self.model.save_weights(self.path, overwrite=True)

    def on_train_end(self, logs=None):
        self.model.load_weights(self.path)


def train_with_checkpoint(model, train, valid, epochs, path):
    fitted = model.fit(*train, validation_data=valid, epochs=epochs, callbacks=[KeepBest(path)], verbose=0)
    return model, dict(fitted.history)
