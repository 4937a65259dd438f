# expect: fail solve.not-probabilities
# A linear head with a loss on logits.
import keras
import numpy as np
from keras import layers


def solve(images, labels, workdir):
    x = images.reshape(-1, 28, 28, 1).astype("float32") / 255.0
    model = keras.Sequential([
        layers.Input(shape=(28, 28, 1)),
        layers.Flatten(),
        layers.Dense(100, activation="relu"),
        layers.Dense(10),
    ])
    model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    model.fit(x, labels, batch_size=100, epochs=3, verbose=0)
    return model
