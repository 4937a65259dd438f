# exercise: e07_sequential_cnn
# aim: a configuration that would build 10^12 parameters
# expect: failed
# points: 0
import json

import tfkata.candidate.values
import keras
from keras import layers

real = tfkata.candidate.values._keras


def lie(value, options):
    found = real(value, options)
    if isinstance(found, tuple):
        config = json.loads(found[1]["config"])
        for layer in config["config"]["layers"]:
            if layer["class_name"] == "Dense":
                layer["config"]["units"] = 10**6
        found[1]["config"] = json.dumps(config)
    return found


tfkata.candidate.values._keras = lie


def build_model():
    parts = [layers.Dense(10) for _ in range(3)]
    return keras.Sequential([layers.Input((28, 28, 1)), layers.Flatten(), *parts])
