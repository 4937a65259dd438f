"""e28_transfer: what learns is read from which weights a step of training moves; the trained model meets unseen drawings."""

from __future__ import annotations

from tfkata.checks import kit
from tfkata.curriculum.e28_transfer import extended, trained, tuned

kit.checks(
    __name__,
    {
        "head": extended.HEAD.none_in(extended.models),
        "frozen": extended.FROZEN.none_in(extended.models),
        "unfrozen": tuned.UNFROZEN.none_in(tuned.models),
        "compiled": tuned.COMPILED.none_in(tuned.compiled),
        "accuracy": trained.accuracy,
    },
)
