# expect: pass
# The functional style, ids as integers.
import keras
from keras import layers


def build_average():
    ids = keras.Input(shape=(100,), dtype="int32")
    x = layers.Embedding(input_dim=5000, output_dim=16)(ids)
    x = layers.GlobalAveragePooling1D()(x)
    x = layers.Dense(16, activation="relu")(x)
    return keras.Model(ids, layers.Dense(1, activation="sigmoid")(x))


def build_convolution():
    ids = keras.Input(shape=(100,), dtype="int32")
    x = layers.Embedding(input_dim=5000, output_dim=16)(ids)
    x = layers.Conv1D(filters=64, kernel_size=5, padding="valid")(x)
    x = layers.ReLU()(x)
    x = layers.GlobalMaxPooling1D()(x)
    return keras.Model(ids, layers.Dense(1, activation="sigmoid")(x))


def build_recurrent():
    ids = keras.Input(shape=(100,), dtype="int32")
    x = layers.Embedding(input_dim=5000, output_dim=16, mask_zero=True)(ids)
    x = layers.Bidirectional(layers.LSTM(32))(x)
    return keras.Model(ids, layers.Dense(1, activation="sigmoid")(x))


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
