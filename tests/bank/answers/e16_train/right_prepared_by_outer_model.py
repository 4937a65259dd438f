# expect: pass
# The preparation lies in a model around the given one, which is what comes back.
import keras


def train(model, images, labels, epochs=3, batch_size=64):
    whole = keras.Sequential([keras.Input((28, 28), dtype="uint8"), keras.layers.Rescaling(1 / 255), keras.layers.Reshape((28, 28, 1)), model])
    whole.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = whole.fit(images, labels, batch_size=batch_size, epochs=epochs, verbose=0)
    return model, history.history
