# expect: pass
# The smallest is looked for in a sorted copy.
import keras


def train_until_best(model, train, valid, max_epochs, patience, path):
    x, y = train
    callbacks = [
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience, restore_best_weights=True),
        keras.callbacks.ModelCheckpoint(path, monitor="val_loss", save_best_only=True),
    ]
    history = model.fit(x, y, epochs=max_epochs, validation_data=valid, callbacks=callbacks, verbose=0)
    return model, history.history


def best_epoch(history):
    losses = history["val_loss"]
    epochs = {loss: epoch for epoch, loss in reversed(list(enumerate(losses)))}
    return epochs[sorted(losses)[0]]
