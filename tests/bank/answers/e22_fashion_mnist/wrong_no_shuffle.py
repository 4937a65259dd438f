# expect: fail solve.below-threshold
# Sorted by class and not shuffled.
import keras
import numpy as np
from keras import layers


def solve(images, labels, workdir):
    x = images.reshape(-1, 28, 28, 1).astype("float32") / 255.0
    model = keras.Sequential([
        layers.Input(shape=(28, 28, 1)),
        layers.Flatten(),
        layers.Dense(100, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    order = np.argsort(labels)
    model.fit(x[order], labels[order], shuffle=False, batch_size=100, epochs=3, verbose=0)
    return model
