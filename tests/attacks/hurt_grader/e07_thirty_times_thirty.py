# exercise: e07_sequential_cnn
# aim: models that call a model many times that calls a model many times: few layers, 10^9 calls
# expect: failed
# points: 0
import json

import tfkata.candidate.values
import keras
from keras import layers

real = tfkata.candidate.values._keras
TIMES, LEVELS = 25, 5


def tensor(name, node):
    return {"class_name": "__keras_tensor__", "config": {"shape": [None, 4], "dtype": "float32", "keras_history": [name, node, 0]}}


def level(inner, name, first_node):
    start = {"module": "keras.layers", "class_name": "InputLayer", "registered_name": None, "name": "i" + name,
             "config": {"batch_shape": [None, 4], "dtype": "float32", "sparse": False, "name": "i" + name}, "inbound_nodes": []}
    nodes = [{"args": [tensor("i" + name, 0)], "kwargs": {}}]
    nodes += [{"args": [tensor("x" + name, k)], "kwargs": {}} for k in range(TIMES - 1)]
    called = {**inner, "name": "x" + name, "inbound_nodes": nodes}
    called["config"] = {**called["config"], "name": "x" + name}
    return {"module": "keras", "class_name": "Functional", "registered_name": None,
            "config": {"name": name, "trainable": True, "layers": [start, called], "input_layers": [["i" + name, 0, 0]],
                       "output_layers": [["x" + name, TIMES - 1 + first_node, 0]]}}


def lie(value, options):
    found = real(value, options)
    if isinstance(found, tuple):
        record = {"module": "keras.layers", "class_name": "Identity", "registered_name": None, "config": {"name": "a"}}
        for depth in range(LEVELS):
            record = level(record, f"m{depth}", 0 if depth == 0 else 1)
        found[1]["config"] = json.dumps(record)
    return found


tfkata.candidate.values._keras = lie


def build_model():
    return keras.Sequential([layers.Input((28, 28, 1)), layers.Dense(10)])
