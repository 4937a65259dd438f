"""Windows over time: from a series to samples, and what a forecast has to beat

A series is one long row of numbers: sales per day, degrees per hour. A network wants samples, so the row is cut
into *windows*: a few values in a row are the input, and a later value is the target. With a window of 3:

| series 10 11 12 13 14 15 | windows                                | targets  |
|--------------------------|----------------------------------------|----------|
| horizon 1                | [10 11 12], [11 12 13], [12 13 14]     | 13 14 15 |
| horizon 2                | [10 11 12], [11 12 13]                 | 14 15    |

A window may start at each value, as long as its target is still in the series: n - window - horizon + 1 windows.

- **Time has a direction.** `split_series` cuts once: first the training part, with the given fraction of the
  values (rounded as you like), then the later part. A random split would let the model look up the days around the
  one it forecasts.
- **The future is unknown, its mean included.** `standardize_series` subtracts the training part's mean from both
  parts and divides by its standard deviation, `np.std` as it comes. The results are floats, whatever goes in; a
  constant training part becomes zeros, not NaN, and the later part any finite numbers.
- **`windows`** returns a finite `tf.data.Dataset` of batches: inputs float32 `(batch, window, 1)`, as a layer for
  sequences wants them, and targets float32 `(batch, 1)`. The target is `horizon` steps after the window's last
  value. Each window comes once, in the order of time. The last batch may be smaller; a series too short for one
  window gives an empty data set. With `shuffle=True`, whole windows from the whole series are mixed, never the
  values within one; the same seed gives the same order, another seed another. Later epochs may differ or not.
- **A forecast is only good compared with a cheap one.** `naive_forecast` says "as it was `period` steps ago";
  for t = period, …, n - 1 that makes n - period values. `moving_average` forecasts the mean of the `window`
  values *before* t, without the one at t; for t = window, …, n - 1 that makes n - window values. `mae` measures
  both, and a model's predictions (n, 1) as well: the mean of all absolute errors, one number for any shape. Mind
  unsigned integers, where 3 - 5 is not -2.

Series are arrays of shape (n,) of any number type and are not changed; forecasts are arrays, too.

    >>> for x, y in windows(np.arange(10.0, 16.0), window=3): print(x.shape, y.numpy().ravel())
    (3, 3, 1) [13. 14. 15.]
    >>> naive_forecast(np.array([5, 8, 6, 9]), 2), moving_average(np.array([5, 8, 6, 9]), 2)
    (array([5, 8]), array([6.5, 7. ]))
"""

import numpy as np
import tensorflow as tf


def split_series(series, fraction):
    """(n,) -> (train, later), in the order of time; `fraction` of the values are for training."""
    ### BEGIN SOLUTION
    cut = round(len(series) * fraction)
    return series[:cut], series[cut:]
    ### END SOLUTION


def standardize_series(train, later):
    """Two arrays -> the same two as floats, by the mean and standard deviation of `train`."""
    ### BEGIN SOLUTION
    mean, deviation = train.mean(), train.std()
    scale = deviation if deviation > 0 else 1.0
    return (train - mean) / scale, (later - mean) / scale
    ### END SOLUTION


def windows(series, window, horizon=1, batch_size=32, shuffle=False, seed=0):
    """(n,) -> finite tf.data.Dataset of batches (float32 (batch, window, 1), float32 (batch, 1))."""
    ### BEGIN SOLUTION
    count = max(len(series) - window - horizon + 1, 0)
    starts = np.arange(count)[:, np.newaxis]
    values = series.astype(np.float32)
    inputs = values[starts + np.arange(window)][..., np.newaxis]
    targets = values[starts + window - 1 + horizon]
    dataset = tf.data.Dataset.from_tensor_slices((inputs, targets))
    if shuffle:
        dataset = dataset.shuffle(max(count, 1), seed=seed)
    return dataset.batch(batch_size)
    ### END SOLUTION


def naive_forecast(series, period):
    """(n,) -> (n - period,): for each t from `period` on, the value `period` steps earlier."""
    ### BEGIN SOLUTION
    return series[: len(series) - period]
    ### END SOLUTION


def moving_average(series, window):
    """(n,) -> (n - window,): for each t from `window` on, the mean of the `window` values before t."""
    ### BEGIN SOLUTION
    return np.array([series[t - window : t].mean() for t in range(window, len(series))])
    ### END SOLUTION


def mae(actual, forecast):
    """Two arrays of one shape -> the mean of the absolute errors, one number."""
    ### BEGIN SOLUTION
    return float(np.mean(np.abs(actual.astype(np.float64) - forecast.astype(np.float64))))
    ### END SOLUTION
