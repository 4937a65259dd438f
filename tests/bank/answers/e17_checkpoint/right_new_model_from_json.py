# expect: pass
# The returned model is a new one, built from the description and filled from the file.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    callbacks = [
        keras.callbacks.ModelCheckpoint(filepath=path, save_weights_only=True, save_best_only=True),
        keras.callbacks.ReduceLROnPlateau(patience=50),
        keras.callbacks.History(),
    ]
    model.fit(train[0], train[1], batch_size=8, epochs=epochs, validation_data=valid, validation_batch_size=10, callbacks=callbacks, verbose=0)
    best = keras.models.model_from_json(model.to_json())
    best.load_weights(path)
    best.compile(optimizer="adam", loss=model.loss, metrics=["accuracy"])
    return best, callbacks[-1].history
