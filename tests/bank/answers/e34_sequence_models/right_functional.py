# expect: pass
# The functional style; the last step is taken out of the sequence.
import keras
from keras import layers


def build_stacked():
    window = keras.Input(shape=(None, 1))
    x = layers.Conv1D(filters=32, kernel_size=5, strides=1, padding="causal", activation="relu")(window)
    x = layers.LSTM(32, return_sequences=True)(x)
    x = layers.LSTM(32, return_sequences=True)(x)
    x = x[:, -1, :]
    x = layers.Dense(16, activation="relu")(x)
    return keras.Model(inputs=window, outputs=layers.Dense(1)(x))


def build_simple():
    window = keras.Input(shape=(30, 1))
    _, state = layers.SimpleRNN(24, return_state=True)(window)
    return keras.Model(window, layers.Dense(1)(state))


def build_gru():
    window = keras.Input(shape=(30, 1))
    return keras.Model(window, layers.Dense(1, activation="linear")(layers.GRU(32)(window)))


def simple_rnn_params(inputs, units):
    return units * inputs + units * units + units
