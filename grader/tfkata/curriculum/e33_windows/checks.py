"""e33_windows: a series is split, standardized and cut into windows, and what a forecast of it has to beat.

Where every value stands in its series can be told, so that each check reads places: what belongs to a window, what its
target is, which windows there are, and in which order.
"""

from __future__ import annotations

import numpy as np

from tfkata.checks import kit
from tfkata.curriculum.e33_windows import forecasts, parts, samples
from tfkata.curriculum.e33_windows.forecasts import (
    ACTUAL,
    FORECAST,
    OF_AVERAGE,
    OF_MAE,
    OF_NAIVE,
    RAMP,
    mae,
    moving_average,
    naive_forecast,
)
from tfkata.curriculum.e33_windows.parts import LATER, TRAIN, split_series, standardize_series
from tfkata.curriculum.e33_windows.yielded import windows

READ = {"dataset_epochs": 1}
"""Read to the end: a generator may shuffle the series only when it runs."""

kit.checks(
    __name__,
    {
        "split": [parts.IN_TIME.none_in(parts.splits), parts.SHARE.none_in(parts.wrong_shares)],
        "standardize": standardize_series.agrees(diagnose=parts.STATISTICS),
        "constant": parts.constant,
        "form": samples.IN_FORM,
        "targets": samples.targets,
        "complete": [samples.ALL_WINDOWS, samples.DRAWN_WINDOWS, samples.too_short],
        "order": samples.IN_ORDER,
        "shuffled": [samples.WELL_MIXED, samples.LARGE_MIXED, samples.two_change_places],
        "seed": samples.seeds,
        "naive": naive_forecast.agrees(diagnose=OF_NAIVE),
        "average": moving_average.agrees(diagnose=OF_AVERAGE),
        "mae": mae.agrees(diagnose=OF_MAE),
        "mae-forms": [
            mae.in_all_forms(forecasts.unsigned, code="mae.wraps"),
            mae.in_all_forms(forecasts.other_types),
            mae.in_all_forms(forecasts.columns, code="mae.not-flat"),
        ],
        "untouched": [
            split_series.leaves_alone((RAMP, 0.75)),
            standardize_series.leaves_alone(
                (TRAIN, LATER), (TRAIN.astype(np.float32), LATER.astype(np.float32))
            ),
            windows.leaves_alone((RAMP, 3), (RAMP.astype(np.float32), 3, 1, 4, True, 1), options=READ),
            naive_forecast.leaves_alone((RAMP, 3)),
            moving_average.leaves_alone((RAMP, 3)),
            mae.leaves_alone((ACTUAL, FORECAST)),
        ],
    },
)
