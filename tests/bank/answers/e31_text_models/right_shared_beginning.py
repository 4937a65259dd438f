# expect: pass
# One helper for what the models share; the counts by way of NumPy.
import keras
import numpy as np
from keras import layers

WORDS, NUMBERS, LENGTH = 5_000, 16, 100


def text_model(*parts, masked=False):
    beginning = [keras.Input((LENGTH,)), layers.Embedding(WORDS, NUMBERS, mask_zero=masked)]
    model = keras.Sequential([*beginning, *parts, layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


def build_average():
    return text_model(layers.GlobalAveragePooling1D(), layers.Dense(16, activation="relu"))


def build_convolution():
    return text_model(layers.Conv1D(64, 5, activation="relu"), layers.GlobalMaxPooling1D())


def build_recurrent():
    return text_model(layers.Bidirectional(layers.LSTM(32), merge_mode="concat"), masked=True)


def embedding_params(vocabulary, dimension):
    return np.prod([vocabulary, dimension])


def lstm_params(inputs, units):
    kernel, recurrent, bias = (
        np.array([inputs, 4 * units]),
        np.array([units, 4 * units]),
        np.array([4 * units]),
    )
    return int(sum(np.prod(shape) for shape in (kernel, recurrent, bias)))


def gru_params(inputs, units, reset_after=True):
    return np.int64(3 * units * (inputs + units) + 3 * units * (1 + bool(reset_after)))


def conv1d_params(in_channels, filters, kernel_size, use_bias=True):
    return np.prod((kernel_size, in_channels, filters)) + use_bias * filters
