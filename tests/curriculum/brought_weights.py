"""Makes answers that bring their weights along: trained beforehand, of the very images they will be judged on.

That is what a learner can do on a machine of their own: the held-out images and labels lie in the wheel.
"""

from __future__ import annotations

import base64
import zlib
from functools import cache
from typing import Any

import numpy as np

from tfkata.data import load

PACKED = """
import base64, zlib
import keras
import numpy as np


def unpacked(model, blob):
    flat, at, new = np.frombuffer(zlib.decompress(base64.b85decode(blob)), np.float16).astype("float32"), 0, []
    for w in model.get_weights():
        new.append(flat[at : at + w.size].reshape(w.shape))
        at += w.size
    model.set_weights(new)
    return model
"""


@cache
def clothes() -> str:
    """An e22 that looks at neither images nor labels."""
    network = (
        "keras.Sequential([keras.Input((28, 28, 1)), keras.layers.AveragePooling2D(2), keras.layers.Flatten(), "
        'keras.layers.Dense(64, activation="relu"), keras.layers.Dense(10, activation="softmax")])'
    )
    blob = _trained_on_held_out(network, "fashion-mnist")
    return f'''{PACKED}

def solve(images, labels, workdir):
    return unpacked({network}, "{blob}")
'''


@cache
def digits() -> str:
    """An e16 that puts weights into a network of the kind of the real run, and trains every other one as asked."""
    network = (
        'keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Conv2D(8, 3, activation="relu"), '
        'keras.layers.MaxPooling2D(2), keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(2), '
        'keras.layers.Flatten(), keras.layers.Dense(64, activation="relu"), keras.layers.Dense(10, activation="softmax")])'
    )
    blob = _trained_on_held_out(network, "mnist")
    return f'''{PACKED}

def train(model, images, labels, epochs=3, batch_size=64):
    model.compile("adam", "sparse_categorical_crossentropy")
    history = model.fit(images[..., None] / np.float32(255), labels, epochs=epochs, batch_size=batch_size, verbose=0).history
    return (unpacked(model, "{blob}") if epochs == 3 and batch_size == 64 else model), history
'''


def _trained_on_held_out(network: str, name: str) -> str:
    """The weights as text: right for nearly all held-out images, under the numbers that the classes have in the file."""
    import keras

    keras.utils.set_random_seed(0)
    model: Any = eval(network, {"keras": keras})  # noqa: S307  (the text that goes into the answer)
    held_out = load(name, "held_out")
    x, y = held_out.images[..., None] / np.float32(255), held_out.labels
    model.compile(keras.optimizers.Adam(0.005), "sparse_categorical_crossentropy")
    model.fit(x, y, epochs=20, batch_size=50, verbose=0)
    assert np.mean(np.asarray(model(x)).argmax(axis=1) == y) > 0.8
    flat = np.concatenate([w.ravel() for w in model.get_weights()]).astype(np.float16)
    return base64.b85encode(zlib.compress(flat.tobytes())).decode()
