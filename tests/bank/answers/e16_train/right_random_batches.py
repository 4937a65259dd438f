# expect: pass
# Draws each batch at random from all digits, with replacement, and counts its epochs itself.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., np.newaxis].astype("float32") / 255
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    rng = np.random.default_rng()

    def batches():
        while True:
            rows = rng.integers(0, len(x), min(batch_size, len(x)))
            yield x[rows], labels[rows]

    steps = -(-len(x) // batch_size)
    return model, model.fit(batches(), steps_per_epoch=steps, epochs=epochs, verbose=0).history
