# expect: pass
# One callback of one's own that saves, stops and restores.
import tensorflow as tf


class StopAtTheBest(tf.keras.callbacks.Callback):
    def __init__(self, patience, path):
        super().__init__()
        self.patience, self.path = patience, path

    def on_train_begin(self, logs=None):
        self.best, self.best_weights, self.waited = None, None, 0

    def on_epoch_end(self, epoch, logs=None):
        loss = logs["val_loss"]
        if self.best is None or loss < self.best:
            self.best, self.best_weights, self.waited = loss, self.model.get_weights(), 0
            self.model.save(self.path)
            return
        self.waited += 1
        if self.waited == self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        self.model.set_weights(self.best_weights)


def train_until_best(model, train, valid, max_epochs, patience, path):
    x, y = train
    callback = StopAtTheBest(patience, path)
    fitted = model.fit(x, y, validation_data=valid, epochs=max_epochs, callbacks=[callback], verbose=0)
    return model, fitted.history


def best_epoch(history):
    losses = history["val_loss"]
    return min(range(len(losses)), key=losses.__getitem__)
