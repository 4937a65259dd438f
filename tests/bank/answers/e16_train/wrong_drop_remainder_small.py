# expect: fail train.made-up-loss
# fits nothing: epochs=0 then evaluates
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., np.newaxis].astype("float32") / 255
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    h = model.fit(x, labels, epochs=0, batch_size=batch_size, verbose=0)
    return model, {"loss": [2.303] * epochs}
