# exercise: e07_sequential_cnn
# aim: models inside models inside models
# expect: failed
# points: 0
import json

import grader.plain
import keras
from keras import layers

real = grader.plain._keras


def lie(value, options):
    found = real(value, options)
    if isinstance(found, tuple):
        config = found[1]["config"]
        inner = json.loads(config)
        for _ in range(400):
            inner = {"module": "keras", "class_name": "Sequential", "registered_name": None,
                     "config": {"name": "s", "layers": [inner]}}
        found[1]["config"] = json.dumps(inner)
    return found


grader.plain._keras = lie


def build_model():
    return keras.Sequential([layers.Input((28, 28, 1)), layers.Dense(10)])
