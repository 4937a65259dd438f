# expect: fail train.only-a-part
# Only the first thousand images, to save time.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x[:1000], labels[:1000], epochs=epochs, batch_size=batch_size, verbose=0)
    return model, history.history
