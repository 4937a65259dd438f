"""e24_regression: the model before training by what is in it, the trained one by what it says about held-out cars."""

from __future__ import annotations

from tfkata.checks import kit
from tfkata.curriculum.e24_regression import errors, histories, trained, untrained

kit.checks(
    __name__,
    {
        "normalization": untrained.normalization,
        "output": untrained.output,
        "arguments": untrained.arguments,
        "returned": trained.returned,
        "loss": trained.loss,
        "history": histories.history,
        "error": errors.error,
        "below-zero": errors.below_zero,
    },
)
