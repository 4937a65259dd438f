# expect: pass
# The layers in a loop, the counts by NumPy.
import keras
import numpy as np
from keras import layers


def chain(shape, *parts):
    window = x = keras.Input(shape)
    for part in parts:
        x = part(x)
    return keras.Model(window, layers.Dense(1)(x))


def build_stacked():
    recurrent = [layers.LSTM(32, return_sequences=more) for more in (True, False)]
    first = layers.Conv1D(32, 5, padding="causal", activation="relu")
    return chain((None, 1), first, *recurrent, layers.Dense(16, activation="relu"))


def build_simple():
    return chain((30, 1), layers.SimpleRNN(24))


def build_gru():
    return chain((30, 1), layers.GRU(32))


def simple_rnn_params(inputs, units):
    return np.prod([inputs, units]) + np.prod([units, units]) + units
