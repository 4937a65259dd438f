"""Reading a series: causal, stacked, and three kinds of memory

A forecast is made from a *window*: the last values of a series, one number per step. A recurrent layer reads
the window step by step and carries a state along; what it knows when the window ends is its last state.

Three cells, one idea. A **SimpleRNN** replaces its state at every step by tanh of what it sees; what happened
thirty steps ago is soon gone. A **GRU** has gates that decide how much of the old state stays; an **LSTM** has
a second state for what should be kept long. They cost 1, 3 and 4 times as many weights.

`build_stacked()` reads windows of any length, (None, 1). First a convolution smooths the series; it is
*causal*: its output at a step depends on this step and the four before, never on a later one, which is what
padding four zeros in front does. Then two LSTMs, one upon the other: the first hands on its state at every
step, a new series of 32 numbers per step; the second hands on the last state alone.

| layer  | output shape     | parameters |
|--------|------------------|------------|
| Conv1D | (None, None, 32) | 192        |
| LSTM   | (None, None, 32) | 8,320      |
| LSTM   | (None, 32)       | 8,320      |
| Dense  | (None, 16)       | 528        |
| Dense  | (None, 1)        | 17         |
|        | total            | 17,377     |

`build_simple()` reads 30 steps, (30, 1):

| layer     | output shape | parameters |
|-----------|--------------|------------|
| SimpleRNN | (None, 24)   | 624        |
| Dense     | (None, 1)    | 25         |
|           | total        | 649        |

`build_gru()` reads 30 steps, (30, 1), as well:

| layer | output shape | parameters |
|-------|--------------|------------|
| GRU   | (None, 32)   | 3,360      |
| Dense | (None, 1)    | 33         |
|       | total        | 3,393      |

The kernel of the convolution is 5 steps wide, and relu follows it; relu also follows the Dense layer of 16
units. The recurrent layers keep their usual functions. The last layer of each model has no activation: a
standardized value may be 2.7 or -1.3, and no probability is meant. The models need not be compiled.

Last, `simple_rnn_params(inputs, units)`: each unit of a SimpleRNN has a weight for every input, one for every
unit's last state, its own included, and a bias.

    >>> build_stacked().count_params()
    17377
    >>> build_simple().predict(windows).shape     # windows: (7, 30, 1)
    (7, 1)
    >>> simple_rnn_params(1, 24)
    624
"""

import keras


def build_stacked():
    """The first table, from windows (n, steps, 1) of any length to forecasts (n, 1)."""
    ### BEGIN SOLUTION
    return keras.Sequential(
        [
            keras.Input(shape=(None, 1)),
            keras.layers.Conv1D(32, 5, padding="causal", activation="relu"),
            keras.layers.LSTM(32, return_sequences=True),
            keras.layers.LSTM(32),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    ### END SOLUTION


def build_simple():
    """The second table, from windows (n, 30, 1) to forecasts (n, 1)."""
    ### BEGIN SOLUTION
    return keras.Sequential(
        [
            keras.Input(shape=(30, 1)),
            keras.layers.SimpleRNN(24),
            keras.layers.Dense(1),
        ]
    )
    ### END SOLUTION


def build_gru():
    """The third table, from windows (n, 30, 1) to forecasts (n, 1)."""
    ### BEGIN SOLUTION
    return keras.Sequential(
        [
            keras.Input(shape=(30, 1)),
            keras.layers.GRU(32),
            keras.layers.Dense(1),
        ]
    )
    ### END SOLUTION


def simple_rnn_params(inputs, units):
    """Number of weights and biases of a SimpleRNN, int."""
    ### BEGIN SOLUTION
    return units * (inputs + units + 1)
    ### END SOLUTION
