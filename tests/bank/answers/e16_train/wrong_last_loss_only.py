# expect: fail train.wrong-epochs
# fit once an epoch, the last history returned.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    for _ in range(epochs):
        history = model.fit(x, labels, batch_size=batch_size, verbose=0)
    return model, history.history
