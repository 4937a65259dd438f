# exercise: e07_sequential_cnn
# aim: models inside models inside models
# expect: failed
# points: 0
import tfkata.candidate.values
import keras
from keras import layers

real = tfkata.candidate.values._keras
OPEN = '{"module": "keras", "class_name": "Sequential", "registered_name": null, "config": {"name": "s", "layers": ['


def lie(value, options):
    found = real(value, options)
    if isinstance(found, tuple):
        found[1]["config"] = OPEN * 400 + found[1]["config"] + "]}}" * 400
    return found


tfkata.candidate.values._keras = lie


def build_model():
    return keras.Sequential([layers.Input((28, 28, 1)), layers.Dense(10)])
