# expect: pass
# A cell inside an RNN, pooling windows as wide as the text.
import keras
from keras import layers


def build_average():
    model = keras.Sequential()
    model.add(keras.Input((100,)))
    model.add(layers.Embedding(5000, 16))
    model.add(layers.AveragePooling1D(100))
    model.add(layers.Flatten())
    model.add(layers.Dense(16))
    model.add(layers.Activation("relu"))
    model.add(layers.Dense(1))
    model.add(layers.Activation("sigmoid"))
    return model


def build_convolution():
    model = keras.Sequential()
    model.add(keras.Input((100,)))
    model.add(layers.Embedding(5000, 16))
    model.add(layers.Conv1D(64, 5))
    model.add(layers.MaxPooling1D(96))
    model.add(layers.ReLU())
    model.add(layers.Reshape((64,)))
    model.add(layers.Dense(1, activation="sigmoid"))
    return model


def build_recurrent():
    model = keras.Sequential()
    model.add(keras.Input((100,)))
    model.add(layers.Embedding(5000, 16, mask_zero=True))
    model.add(layers.Bidirectional(layers.RNN(layers.LSTMCell(32))))
    model.add(layers.Dense(1, activation="sigmoid"))
    return model


def embedding_params(vocabulary, dimension):
    return vocabulary * dimension


def lstm_params(inputs, units):
    return 4 * (units * inputs + units * units + units)


def gru_params(inputs, units, reset_after=True):
    biases = 2 * units if reset_after else units
    return 3 * (units * inputs + units * units + biases)


def conv1d_params(in_channels, filters, kernel_size, use_bias=True):
    weights = in_channels * kernel_size * filters
    return weights + filters if use_bias else weights
