"""e27_augmentation: what a random layer does to pictures, in training and in inference, and what a `fit` shows a model."""

from __future__ import annotations

from tfkata.checks import kit
from tfkata.curriculum.e27_augmentation import augmented, fitted

kit.checks(
    __name__,
    {
        "inference": augmented.INFERENCE.none_in(augmented.looks),
        "form": augmented.FORM.none_in(augmented.forms),
        "random": augmented.RANDOM.none_in(augmented.looks),
        "changes": augmented.CHANGES.none_in(augmented.looks),
        "seed": augmented.SEEDS.none_in(augmented.sequences),
        "prediction": [fitted.PREDICTION.none_in(fitted.noisy), fitted.PREDICTION.none_in(fitted.pictures)],
        "fit": [fitted.FIT.none_in(fitted.noisy), fitted.FIT.none_in(fitted.moved)],
    },
)
