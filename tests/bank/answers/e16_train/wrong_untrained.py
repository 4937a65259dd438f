# expect: fail train.untrained
# Compiles, but does not fit; the history is made of evaluations.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    losses = [model.evaluate(x, labels, verbose=0) for _ in range(epochs)]
    return model, {"loss": losses}
