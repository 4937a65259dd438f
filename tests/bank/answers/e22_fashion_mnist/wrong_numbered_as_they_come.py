# expect: fail solve.other-numbers
# Numbers the classes anew in the order in which they first occur, as pandas.factorize does, and never goes back.
import keras
import numpy as np
from keras import layers


def solve(images, labels, workdir):
    x = images[..., None].astype("float32") / 255
    number = {label: place for place, label in enumerate(dict.fromkeys(labels.tolist()))}
    y = np.array([number[label] for label in labels.tolist()])
    model = keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, y, epochs=6, batch_size=64, verbose=0)
    return model
