# expect: fail train.missing-channel-axis
# Flattens the images, as for a network of dense layers.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = (images / 255.0).astype(np.float32).reshape(len(images), -1)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x, labels, epochs=epochs, batch_size=batch_size, verbose=0)
    return model, history.history
