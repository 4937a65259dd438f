# expect: crashed library.input-unlike-model
# The second LSTM gets two axes.
import keras
from keras import layers


def build_stacked():
    return keras.Sequential(
        [
            keras.Input((None, 1)),
            layers.Conv1D(32, 5, padding="causal", activation="relu"),
            layers.LSTM(32),
            layers.LSTM(32),
            layers.Dense(16, activation="relu"),
            layers.Dense(1),
        ]
    )


def build_simple():
    return keras.Sequential(
        [
            keras.Input((30, 1)),
            layers.SimpleRNN(24),
            layers.Dense(1),
        ]
    )


def build_gru():
    return keras.Sequential(
        [
            keras.Input((30, 1)),
            layers.GRU(32),
            layers.Dense(1),
        ]
    )


def simple_rnn_params(inputs, units):
    return units * inputs + units * units + units
