# expect: pass
# No convolution at all.
import keras
import numpy as np
from keras import layers


def solve(images, labels, workdir):
    inputs = keras.Input((28, 28, 1))
    hidden = layers.Dense(256, activation="relu")(layers.Flatten()(inputs))
    model = keras.Model(inputs, layers.Dense(10, activation="softmax")(hidden))
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    model.fit(np.expand_dims(images, -1) / np.float32(255), labels, epochs=8, batch_size=64, validation_split=0.1, verbose=0)
    return model
