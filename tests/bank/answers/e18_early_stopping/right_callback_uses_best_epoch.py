# expect: pass
import keras


class Patience(keras.callbacks.Callback):
    def __init__(self, patience, path):
        super().__init__()
        self.patience, self.path, self.losses = patience, path, []

    def on_epoch_end(self, epoch, logs):
        self.losses.append(logs["val_loss"])
        best = best_epoch({"val_loss": self.losses})
        if best == epoch:
            self.weights = self.model.get_weights()
        elif epoch - best >= self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs):
        self.model.set_weights(self.weights)
        self.model.save(self.path)


def train_until_best(model, train, valid, max_epochs, patience, path):
    watch = Patience(patience, path)
    model.fit(*train, epochs=max_epochs, validation_data=valid, callbacks=[watch], verbose=0)
    return model, {"val_loss": watch.losses}


def best_epoch(history):
    best = 0
    for i, value in enumerate(history["val_loss"]):
        if value < history["val_loss"][best]:
            best = i
    return best
