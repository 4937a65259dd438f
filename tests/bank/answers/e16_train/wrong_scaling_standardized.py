# expect: fail train.wrong-scaling
# MNIST's mean and deviation, as in other frameworks.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = ((images / 255.0 - 0.1307) / 0.3081).astype(np.float32)[..., np.newaxis]
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x, labels, epochs=epochs, batch_size=batch_size, verbose=0)
    return model, history.history
