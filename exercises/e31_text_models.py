"""Three ways to read: average, convolve, remember

A mail reaches the network as 100 numbers: the ids of its words, and zeros behind them where the mail is
shorter. An id is a name, not a size: word 17 is not larger than word 16. So the first layer is always an
*embedding*, a table with one row of numbers per id, which training fills. What comes next decides how the
model reads the 100 rows:

- **Average** them. The order of the words is lost, and so is nearly all of the work: the fastest model, and
  for telling spam it is hard to beat.
- **Convolve** over them. Each of 64 filters looks at five neighbouring words at a time; the maximum over all
  places says whether a filter found its phrase anywhere.
- **Remember**. An LSTM reads one word after the other and carries a state along; a second one reads from the
  end. Only their last states go on.

All three take (None, 100) ids from a vocabulary of 5,000, and answer with one probability.

`build_average()`:

| layer                  | output shape    | parameters |
|------------------------|-----------------|------------|
| Embedding              | (None, 100, 16) | 80,000     |
| GlobalAveragePooling1D | (None, 16)      | 0          |
| Dense                  | (None, 16)      | 272        |
| Dense                  | (None, 1)       | 17         |
|                        | total           | 80,289     |

`build_convolution()`:

| layer                  | output shape    | parameters |
|------------------------|-----------------|------------|
| Embedding              | (None, 100, 16) | 80,000     |
| Conv1D                 | (None, 96, 64)  | 5,184      |
| GlobalMaxPooling1D     | (None, 64)      | 0          |
| Dense                  | (None, 1)       | 65         |
|                        | total           | 85,249     |

`build_recurrent()`:

| layer                  | output shape    | parameters |
|------------------------|-----------------|------------|
| Embedding              | (None, 100, 16) | 80,000     |
| Bidirectional (LSTM)   | (None, 64)      | 12,544     |
| Dense                  | (None, 1)       | 65         |
|                        | total           | 92,609     |

The table does not show activations and masks. The last layer of each model ends with a sigmoid; the inner Dense layer and the
convolution end with relu; the LSTMs keep their usual functions. The average is that of all 100 rows, padding
included. In `build_recurrent()`, the zeros are *masked*: the LSTMs skip every place where the id is 0, so
that a short mail is not forgotten over eighty steps of nothing. The models need not be compiled.

Now count. An embedding is a table and has no bias. A Conv1D filter has a weight for each number that it sees,
and a bias. An **LSTM** has four small dense layers inside, three gates and a candidate; each of them looks at
the input and at the `units` numbers of the last state, and has a bias per unit. A **GRU** has three of them.
In Keras a GRU has two biases per unit in each, one for the input and one for the state, unless it is built
with `reset_after=False`; then it has one.

    >>> build_average().count_params()
    80289
    >>> lstm_params(16, 32)      # one direction of the table
    6272
    >>> gru_params(16, 32), gru_params(16, 32, reset_after=False)
    (4800, 4704)
"""

import keras


def build_average():
    """The first table, from ids (n, 100) to probabilities (n, 1)."""
    # YOUR CODE HERE
    raise NotImplementedError


def build_convolution():
    """The second table, from ids (n, 100) to probabilities (n, 1)."""
    # YOUR CODE HERE
    raise NotImplementedError


def build_recurrent():
    """The third table, from ids (n, 100) to probabilities (n, 1)."""
    # YOUR CODE HERE
    raise NotImplementedError


def embedding_params(vocabulary, dimension):
    """Number of weights of an Embedding, int."""
    # YOUR CODE HERE
    raise NotImplementedError


def lstm_params(inputs, units):
    """Number of weights and biases of an LSTM (one direction), int."""
    # YOUR CODE HERE
    raise NotImplementedError


def gru_params(inputs, units, reset_after=True):
    """Number of weights and biases of a GRU, int."""
    # YOUR CODE HERE
    raise NotImplementedError


def conv1d_params(in_channels, filters, kernel_size, use_bias=True):
    """Number of weights and biases of a Conv1D with `in_channels` numbers per step, int."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
