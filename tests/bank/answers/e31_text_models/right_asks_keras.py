# expect: pass
# Builds the layer and counts.
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


def built(layer, *shape):
    layer.build(shape)
    return layer.count_params()


def embedding_params(vocabulary, dimension):
    return built(layers.Embedding(vocabulary, dimension), None, 1)


def lstm_params(inputs, units):
    return built(layers.LSTM(units), None, 1, inputs)


def gru_params(inputs, units, reset_after=True):
    return built(layers.GRU(units, reset_after=reset_after), None, 1, inputs)


def conv1d_params(in_channels, filters, kernel_size, use_bias=True):
    return built(layers.Conv1D(filters, kernel_size, use_bias=use_bias), None, 99, in_channels)
