# expect: pass
# Both directions written out, the mask computed by hand.
import keras
from keras import layers


def build_average():
    ids = keras.Input((100,))
    words = layers.Embedding(5000, 16)(ids)
    mean = keras.ops.mean(words, axis=1)
    hidden = layers.Dense(16, activation=keras.activations.relu)(mean)
    return keras.Model(ids, layers.Dense(1, activation=keras.activations.sigmoid)(hidden))


def build_convolution():
    ids = keras.Input((100,))
    phrases = layers.Conv1D(64, 5, activation="relu")(layers.Embedding(5000, 16)(ids))
    return keras.Model(ids, layers.Dense(1, activation="sigmoid")(keras.ops.max(phrases, axis=1)))


def build_recurrent():
    ids = keras.Input((100,))
    mask = keras.ops.not_equal(ids, 0)
    words = layers.Embedding(5000, 16)(ids)
    forwards = layers.LSTM(32)(words, mask=mask)
    backwards = layers.LSTM(32, go_backwards=True)(words, mask=mask)
    both = layers.Concatenate()([forwards, backwards])
    return keras.Model(ids, layers.Dense(1, activation="sigmoid")(both))


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
