# exercise: e07_sequential_cnn
# aim: a description with the right parameter count around another model
# expect: failed
# points: 5
import tfkata.candidate.values
import keras
from keras import layers

real = tfkata.candidate.values._keras


def lie(value, options):
    found = real(value, options)
    if isinstance(found, tuple):
        found[1].update(count=1_663_370, trainable=1_663_370, subclassed=False, obstacle=None)
    return found


tfkata.candidate.values._keras = lie


def build_model():
    return keras.Sequential([layers.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
