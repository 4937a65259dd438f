"""Reference solutions of the exam's tasks, and wrong ones: what somebody writes into `solution_model()`.

Plain Keras, as a learner would write it after the exercises; each trains in seconds on one core.
"""

from __future__ import annotations

import textwrap
from string import Template

from tfkata.curriculum.d_exam import variant
from tfkata.curriculum.d_exam.task import Task

TABLE = """
inputs, targets = load()
normalize = keras.layers.Normalization()
normalize.adapt(inputs)
model = keras.Sequential([
    keras.Input(inputs.shape[1:]),
    normalize,
    keras.layers.Dense($units, "relu"),
    keras.layers.Dense($units, "relu"),
    keras.layers.Dense(1),
    keras.layers.Rescaling(float(targets.std()), float(targets.mean())),
])
model.compile(keras.optimizers.Adam($rate), "mae")
model.fit(inputs, targets, epochs=$epochs, batch_size=$batch, verbose=0)
return model
"""
YES_OR_NO = """
inputs, labels = load()
normalize = keras.layers.Normalization()
normalize.adapt(inputs)
model = keras.Sequential([
    keras.Input(inputs.shape[1:]),
    normalize,
    keras.layers.Dense(16, "relu"),
    keras.layers.Dense(1, "sigmoid"),
])
model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy", metrics=["accuracy"])
model.fit(inputs, labels, epochs=60, batch_size=32, verbose=0)
return model
"""
IMAGES = """
images, labels = load()
model = keras.Sequential([
    keras.Input(images.shape[1:]),
    keras.layers.Reshape((28, 28, 1)),
    keras.layers.Rescaling(1 / float(images.max())),
    keras.layers.Conv2D(16, 3, activation="relu"),
    keras.layers.MaxPooling2D(),
    keras.layers.Conv2D(32, 3, activation="relu"),
    keras.layers.MaxPooling2D(),
    keras.layers.Flatten(),
    keras.layers.Dense(64, "relu"),
    keras.layers.Dense($outputs, "$activation"),
])
loss = "binary_crossentropy" if $outputs == 1 else "categorical_crossentropy" if labels.ndim == 2 else "sparse_categorical_crossentropy"
model.compile(keras.optimizers.Adam(0.002), loss, metrics=["accuracy"])
model.fit(images, labels, epochs=$epochs, batch_size=100, verbose=0)
return model
"""
PICTURES = """
pictures = load()
model = keras.Sequential([
    keras.Input((32, 32, 3)),
    keras.layers.Rescaling(1 / 255),
    keras.layers.RandomFlip("horizontal"),
    keras.layers.Conv2D(24, 3, activation="relu", padding="same"),
    keras.layers.MaxPooling2D(),
    keras.layers.Conv2D(48, 3, activation="relu", padding="same"),
    keras.layers.MaxPooling2D(),
    keras.layers.Conv2D(64, 3, activation="relu", padding="same"),
    keras.layers.MaxPooling2D(),
    keras.layers.Flatten(),
    keras.layers.Dropout(0.4),
    keras.layers.Dense(64, "relu"),
    keras.layers.Dense($outputs, "$activation"),
])
many = pictures.element_spec[1].shape.rank == 2 and $outputs > 1
loss = "binary_crossentropy" if $outputs == 1 else "categorical_crossentropy" if many else "sparse_categorical_crossentropy"
model.compile(keras.optimizers.Adam(0.001), loss, metrics=["accuracy"])
model.fit(pictures, epochs=$epochs, verbose=0)
return model
"""
WORDS = """
mails, labels = load()
model = keras.Sequential([
    keras.Input(mails.shape[1:], dtype="int32"),
    keras.layers.Embedding($numbers, 16),
    keras.layers.$middle,
    keras.layers.Dropout(0.3),
    keras.layers.Dense(32, "relu"),
    keras.layers.Dense($outputs, "$activation"),
])
loss = "binary_crossentropy" if $outputs == 1 else "sparse_categorical_crossentropy"
model.compile(keras.optimizers.Adam(0.003), loss, metrics=["accuracy"])
model.fit(mails, labels, epochs=$epochs, batch_size=64, verbose=0)
return model
"""
COUNTS = """
counts, labels = load()
model = keras.Sequential([
    keras.Input(counts.shape[1:]),
    keras.layers.Dropout(0.3),
    keras.layers.Dense(16, "relu"),
    keras.layers.Dense(1, "sigmoid"),
])
model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy", metrics=["accuracy"])
model.fit(counts, labels, epochs=12, batch_size=32, verbose=0)
return model
"""
LETTERS = """
mails, labels = load()
model = keras.Sequential([
    keras.Input(mails.shape[1:], dtype="int32"),
    keras.layers.Embedding($numbers, 12),
    keras.layers.Conv1D(48, 7, activation="relu"),
    keras.layers.MaxPooling1D(3),
    keras.layers.Conv1D(48, 5, activation="relu"),
    keras.layers.GlobalMaxPooling1D(),
    keras.layers.Dropout(0.4),
    keras.layers.Dense(1, "sigmoid"),
])
model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy", metrics=["accuracy"])
model.fit(mails, labels, epochs=8, batch_size=64, verbose=0)
return model
"""
SERIES = """
series = load()
window, horizon, outputs = $window, $horizon, $outputs
starts = np.arange(len(series) - window - horizon - outputs + 2)[:, None]
inputs = series[starts + np.arange(window)][:, :, None]
targets = series[starts + window + horizon - 1 + np.arange(outputs)]
mean, deviation = float(series.mean()), float(series.std())
model = keras.Sequential([
    keras.Input((window, 1)),
    keras.layers.Rescaling(1 / deviation, -mean / deviation),
    keras.layers.Flatten(),
    keras.layers.Dense(32, "relu"),
    keras.layers.Dense(outputs),
    keras.layers.Rescaling(deviation, mean),
])
model.compile(keras.optimizers.Adam($rate), "mae")
model.fit(inputs, targets, epochs=$epochs, batch_size=$batch, verbose=0)
return model
"""


def reference(task: Task) -> str:
    """The body of `solution_model()`."""
    activation = {"yes or no": "sigmoid", "classes": "softmax", "numbers": "linear"}[task.kind]
    values = {**task.values, "outputs": task.outputs, "activation": activation}
    template, more = _BY_FAMILY[task.family]
    return Template(template).substitute({**values, **more}).strip("\n")


_BY_FAMILY: dict[str, tuple[str, dict[str, object]]] = {
    "mileage": (TABLE, {"units": 32, "rate": 0.005, "epochs": 120, "batch": 32}),
    "diabetes": (TABLE, {"units": 16, "rate": 0.003, "epochs": 40, "batch": 32}),
    "births": (TABLE, {"units": 48, "rate": 0.003, "epochs": 30, "batch": 64}),
    "tumours": (YES_OR_NO, {}),
    "digits": (IMAGES, {"epochs": 4}),
    "clothes": (IMAGES, {"epochs": 5}),
    "kinds": (IMAGES, {"epochs": 4}),
    "parity": (IMAGES, {"epochs": 4}),
    "two": (PICTURES, {"epochs": 30}),
    "three": (PICTURES, {"epochs": 25}),
    "many": (PICTURES, {"epochs": 15}),
    "one": (PICTURES, {"epochs": 30}),
    "words": (WORDS, {"middle": "GlobalAveragePooling1D()", "epochs": 10}),
    "masked": (WORDS, {"middle": "Flatten()", "epochs": 4}),
    "counts": (COUNTS, {}),
    "letters": (LETTERS, {}),
    "sunspots": (SERIES, {"rate": 0.002, "epochs": 20, "batch": 64}),
    "months": (SERIES, {"rate": 0.002, "epochs": 20, "batch": 64}),
    "days": (SERIES, {"rate": 0.004, "epochs": 15, "batch": 128}),
    "week": (SERIES, {"rate": 0.002, "epochs": 25, "batch": 64}),
}


def solved(module: str, body: str) -> str:
    """The text of `taskN.py` with a body of `solution_model()` in the place of the stub's."""
    before, _, after = module.partition("    # YOUR CODE HERE\n")
    rest = after.partition("\n\n\nif __name__")[2]
    return f"{before}{textwrap.indent(body, '    ')}\n\n\nif __name__{rest}"


assert set(_BY_FAMILY) == set(variant.FAMILIES)
