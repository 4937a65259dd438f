# expect: pass
# Cells inside RNN; the defaults said aloud.
import keras
from keras import layers


def build_stacked():
    return keras.Sequential(
        [
            keras.Input((None, 1)),
            layers.Conv1D(32, 5, padding="causal", activation="relu"),
            layers.RNN(layers.LSTMCell(32), return_sequences=True),
            layers.LSTM(32, activation="tanh", recurrent_activation="sigmoid", unroll=False),
            layers.Dense(16, activation="relu"),
            layers.Dense(1),
        ]
    )


def build_simple():
    return keras.Sequential(
        [
            keras.Input((30, 1)),
            layers.RNN(layers.SimpleRNNCell(24, activation="tanh")),
            layers.Dense(1),
        ]
    )


def build_gru():
    return keras.Sequential(
        [
            keras.Input((30, 1)),
            layers.RNN(layers.GRUCell(32, reset_after=True)),
            layers.Dense(1),
        ]
    )


def simple_rnn_params(inputs, units):
    return units * inputs + units * units + units
