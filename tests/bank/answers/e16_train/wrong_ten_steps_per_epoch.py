# expect: fail train.too-few-steps
# A number of steps copied from a small example.
import keras
import numpy as np
import tensorflow as tf


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., np.newaxis].astype("float32") / 255
    y = labels
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x, y, epochs=epochs, batch_size=batch_size, steps_per_epoch=10, verbose=0)
    return model, history.history
