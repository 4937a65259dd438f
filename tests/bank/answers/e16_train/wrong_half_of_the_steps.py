# expect: fail train.steps-left-out
# Batches of the right size, and half of them.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    order = np.random.permutation(len(x))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    steps = len(x) // (2 * batch_size)
    history = model.fit(x[order], labels[order], epochs=epochs, batch_size=batch_size, steps_per_epoch=steps, verbose=0)
    return model, history.history
