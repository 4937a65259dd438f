# expect: fail train.repeated-loss
# Starts from a new copy of the weights each epoch, so that only the last epoch counts.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    first, losses = model.get_weights(), []
    for _ in range(epochs):
        model.set_weights(first)
        model.compile(optimizer=keras.optimizers.Adam(3e-4), loss="sparse_categorical_crossentropy")
        losses += model.fit(x, labels, batch_size=batch_size, verbose=0).history["loss"]
    return model, {"loss": losses}
