# expect: fail train.labels-changed
# One-hot rows with the classes from right to left: everything is learned, under other numbers.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    y = np.fliplr(np.eye(10, dtype="float32"))[labels]
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x, y, epochs=epochs, batch_size=batch_size, verbose=0)
    return model, history.history
