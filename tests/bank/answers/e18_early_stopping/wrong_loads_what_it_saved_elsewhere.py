# expect: fail early-stopping.no-file
# kept under a name of its own, and read from `path` at the end
import keras


def train_until_best(model, train, valid, max_epochs, patience, path):
    stopping = keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience)
    keep = keras.callbacks.ModelCheckpoint("best.keras", monitor="val_loss", save_best_only=True)
    history = model.fit(
        *train, validation_data=valid, epochs=max_epochs, callbacks=[stopping, keep], verbose=0
    )
    return keras.models.load_model(path), history.history


def best_epoch(history):
    losses = history["val_loss"]
    return losses.index(min(losses))
