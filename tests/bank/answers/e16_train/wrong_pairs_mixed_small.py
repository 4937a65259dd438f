# expect: fail train.labels-changed
# Two random orders, one for the images and one for the labels.
import keras
import numpy as np
import tensorflow as tf


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., np.newaxis].astype("float32") / 255
    rng = np.random.default_rng(0)
    x, y = rng.permutation(x), rng.permutation(labels)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x, y, epochs=epochs, batch_size=batch_size, verbose=0)
    return model, history.history
