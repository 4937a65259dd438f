# expect: pass
# Trains on logits and returns a model with a softmax behind it; augments by mirroring.
import keras
import numpy as np
from keras import layers


def solve(images, labels, workdir):
    x = images[..., np.newaxis].astype("float32") / 255
    net = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.RandomFlip("horizontal"),
        layers.Conv2D(32, 5, strides=2, activation="relu"),
        layers.Flatten(),
        layers.Dropout(0.3),
        layers.Dense(128, activation="relu"),
        layers.Dense(10),
    ])
    net.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    net.fit(x, labels, epochs=6, batch_size=64, verbose=0)
    return keras.Sequential([keras.Input((28, 28, 1)), net, layers.Softmax()])
