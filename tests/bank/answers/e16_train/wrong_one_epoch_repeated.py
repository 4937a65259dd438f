# expect: fail train.repeated-loss
# One epoch, and its loss written down as often as asked.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x, labels, epochs=1, batch_size=batch_size, verbose=0)
    return model, {"loss": history.history["loss"] * epochs}
