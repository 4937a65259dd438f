# expect: pass
# A LambdaCallback and a closure; the history from its dict.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    record = {"best": float("inf")}

    def keep(epoch, logs):
        if logs["val_loss"] < record["best"]:
            record["best"] = logs["val_loss"]
            model.save_weights(path)

    callback = keras.callbacks.LambdaCallback(on_epoch_end=keep)
    model.fit(train[0], train[1], epochs=epochs, validation_data=(valid[0], valid[1]), callbacks=[callback], verbose=0)
    history = model.history.history
    model.load_weights(path)
    return model, history
