# expect: pass
# Four zeros in front by hand, a stack of cells.
import keras
from keras import layers


def build_stacked():
    model = keras.Sequential()
    model.add(keras.Input(shape=(None, 1)))
    model.add(layers.ZeroPadding1D((4, 0)))
    model.add(layers.Conv1D(32, 5))
    model.add(layers.ReLU())
    model.add(layers.RNN([layers.LSTMCell(32), layers.LSTMCell(32)]))
    model.add(layers.Dense(16))
    model.add(layers.Activation("relu"))
    model.add(layers.Dense(1))
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
