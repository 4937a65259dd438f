"""Tomorrow, from four weeks: births a day

How many children will be born in the United States tomorrow? The series holds one number for each day from 1969 on: a
few thousand, fewer at weekends, more in September, fewer on holidays, and over the years first fewer, then more. Write
`train_forecaster(series, seed=0)`, which learns from such a series and returns `(model, mean, deviation)`:

| | | |
|---|---|---|
| in: `series` | (n,) int64 | births a day, raw, in the order of time |
| out: `model` | (m, 28, 1) → (m, 1) | from 28 **standardized** days to the next one, standardized too |
| out: `mean`, `deviation` | two numbers | those of the whole series that came in, to 1 % |

To get a forecast, take the last 28 days, subtract `mean`, divide by `deviation`, ask the model, and lead its
answer back: times `deviation`, plus `mean`. That only works if the model was trained on exactly such numbers, inputs and
targets, and if nothing bounds what it says: some days lie three deviations away.

The windows are cut as in e33: window i holds the days i to i + 27, and its target is day i + 28, which is not in it.
If the target is a day of the window by mistake, the training error falls to nearly nothing, and the "forecast" is
today's number.

A forecast is worth what it gains over one that costs nothing. On the four years after the series, 1985 to 1988:

| forecast | wrong by, births a day |
|---|---:|
| always the mean of the series | 1,379 |
| the same as today | 896 |
| **the same as a week ago** | 309 |
| the best weighted sum of the 28 days (one Dense unit) | 261 |
| a hidden layer of 64 units on the 28 days, ten epochs | 255 |
| a Conv1D that looks at seven days at a time, a hidden layer on top, six epochs | 231 |

On those years, which your code never gets, at least 5 % of last week's error has to be gone: your model may miss by 293. A
network that has learned no more than "as a week ago" is told so. Which layers, loss and optimizer, and how many epochs, is
up to you: Flatten and Dense, Conv1D, or an LSTM or GRU that hands on what it says of every day (`return_sequences=True`).
The last output of an LSTM alone does not get there in a few epochs. With a constant rate, the last steps decide whether a
model misses by 235 or by 290: let the rate fall towards the end (e25). Use `seed`, so
that the same call gives the same model, if you can.

    >>> model, mean, deviation = train_forecaster(series)
    >>> window = (series[-28:] - mean) / deviation
    >>> model.predict(window[None, :, None]) * deviation + mean
    array([[9312.]])
"""

import keras
import numpy as np


def train_forecaster(series, seed=0):
    """series: int64 (n,), births a day -> (model, mean, deviation); the model maps (m, 28, 1) to (m, 1), standardized."""
    ### BEGIN SOLUTION
    keras.utils.set_random_seed(seed)
    mean, deviation = series.mean(), series.std()
    days = ((series - mean) / deviation).astype(np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(days, 29)
    model = keras.Sequential(
        [
            keras.Input((28, 1)),
            keras.layers.Conv1D(32, 7, activation="relu"),
            keras.layers.Flatten(),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    rate = keras.optimizers.schedules.CosineDecay(0.003, 6 * len(windows) // 64)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    model.fit(windows[:, :28, np.newaxis], windows[:, 28:], epochs=6, batch_size=64, verbose=0)
    return model, mean, deviation
    ### END SOLUTION
