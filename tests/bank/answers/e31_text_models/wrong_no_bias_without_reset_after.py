# expect: fail params.forgets-bias
# Without reset_after no bias at all, where there is one.
import keras
from keras import layers


def build_average():
    return keras.Sequential(
        [
            keras.Input((100,)),
            layers.Embedding(5000, 16),
            layers.GlobalAveragePooling1D(),
            layers.Dense(16, activation="relu"),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


def build_convolution():
    return keras.Sequential(
        [
            keras.Input((100,)),
            layers.Embedding(5000, 16),
            layers.Conv1D(64, 5, activation="relu"),
            layers.GlobalMaxPooling1D(),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


def build_recurrent():
    return keras.Sequential(
        [
            keras.Input((100,)),
            layers.Embedding(5000, 16, mask_zero=True),
            layers.Bidirectional(layers.LSTM(32)),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


def embedding_params(vocabulary, dimension):
    return vocabulary * dimension


def lstm_params(inputs, units):
    return 4 * (units * inputs + units * units + units)


def gru_params(inputs, units, reset_after=True):
    return 3 * units * (inputs + units + (2 if reset_after else 0))


def conv1d_params(in_channels, filters, kernel_size, use_bias=True):
    weights = in_channels * kernel_size * filters
    return weights + filters if use_bias else weights
