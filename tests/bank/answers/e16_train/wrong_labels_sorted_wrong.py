# expect: fail train.labels-changed
# shuffles the images alone
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = np.random.permutation(images)[..., np.newaxis].astype("float32") / 255
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    h = model.fit(x, labels, epochs=epochs, batch_size=batch_size, verbose=0)
    return model, h.history
