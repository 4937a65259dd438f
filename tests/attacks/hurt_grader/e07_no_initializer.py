# exercise: e07_sequential_cnn
# aim: a Dense of 700 million parameters whose configuration names no initializer, so that nothing counts them
# expect: failed
# points: 0
import json

import tfkata.candidate.values
import keras
from keras import layers

real = tfkata.candidate.values._keras
SIDE = 2**14


def lie(value, options):
    found = real(value, options)
    if isinstance(found, tuple):
        config = json.loads(found[1]["config"])
        for layer in config["config"]["layers"]:
            if layer["class_name"] == "Dense":
                layer["config"] = {"name": layer["config"]["name"], "units": SIDE, "use_bias": False}
                layer.pop("build_config", None)
            if layer["class_name"] == "InputLayer":
                layer["config"]["batch_shape"] = [None, SIDE]
        found[1]["config"] = json.dumps(config)
    return found


tfkata.candidate.values._keras = lie


def build_model():
    return keras.Sequential([layers.Input((28,)), *(layers.Dense(10) for _ in range(2))])
