# expect: fail checkpoint.other-training
# Compiles again with an optimizer of its own taste.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    model.compile(optimizer="adam", loss="mse" if model.output_shape[-1] == 1 else "sparse_categorical_crossentropy", metrics=["accuracy"])
    checkpoint = keras.callbacks.ModelCheckpoint(path, save_best_only=True, save_weights_only=True)
    history = model.fit(*train, validation_data=valid, epochs=epochs, callbacks=[checkpoint], verbose=0)
    model.load_weights(path)
    return model, history.history
