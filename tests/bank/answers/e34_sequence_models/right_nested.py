# expect: pass
# A reader and a head, joined; compiled.
import keras
from keras import layers


def build_stacked():
    reader = keras.Sequential(
        [
            keras.Input((None, 1)),
            layers.Conv1D(32, 5, padding="causal", activation=keras.ops.relu),
            layers.LSTM(32, return_sequences=True),
            layers.LSTM(32),
        ],
        name="reader",
    )
    head = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1)], name="head")
    window = keras.Input((None, 1))
    model = keras.Model(window, head(reader(window)))
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss=keras.losses.Huber())
    return model


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
