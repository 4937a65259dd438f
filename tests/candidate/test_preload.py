"""What warm processes import, and what they put off: answers must not notice it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tfkata.candidate import preload
from tfkata.catalog import records
from tfkata.results import Outcome
from tfkata.running.fork import ForkLauncher
from tfkata.running.launchers import can_fork
from tfkata.running.processes import Limits
from tfkata.running.runner import Runner
from tfkata.settings import Settings


def python(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_what_is_put_off_is_loaded_by_the_first_look_and_not_by_inspect() -> None:
    code = (
        "import sys, inspect; from tfkata.candidate import preload; preload.defer(frozenset({'colorsys'}))\n"
        "import colorsys; m = sys.modules['colorsys']\n"
        "print(type(m).__name__, m.__file__ is not None, hasattr(m, '__wrapped__'), 'rgb_to_hsv' in vars(m))\n"
        "print(colorsys.rgb_to_hsv(0, 0, 0), type(m).__name__, inspect.getmodule(m.rgb_to_hsv) is m)"
    )
    assert python(code).splitlines() == ["Deferred True False False", "(0.0, 0.0, 0) module True"]


def test_an_unknown_attribute_of_what_was_put_off_is_an_attribute_error() -> None:
    code = (
        "from tfkata.candidate import preload; preload.defer(frozenset({'colorsys'}))\nimport colorsys\n"
        "try: colorsys.nothing\nexcept AttributeError as error: print(error)"
    )
    assert python(code) == "module 'colorsys' has no attribute 'nothing'"


def test_keras_is_the_same_with_its_corners_put_off() -> None:
    code = (
        "import sys; from tfkata.candidate import preload; preload.defer(); import keras\n"
        "late = [name for name in ('sklearn', 'matplotlib', 'scipy.stats') if name in sys.modules]\n"
        "import keras.wrappers; from keras.wrappers import SKLearnClassifier\n"
        "from keras import visualization; import tensorflow as tf\n"
        "print(late, SKLearnClassifier.__module__, callable(visualization.plot_image_gallery),\n"
        "      callable(tf.keras.wrappers.SKLearnRegressor), 'sklearn' in sys.modules)"
    )
    assert python(code) == "[] keras.src.wrappers.sklearn_wrapper True True True"


@pytest.mark.skipif(not can_fork(), reason="warm processes are forked on Linux")
def test_a_warm_process_stays_at_one_thread_with_all_extras(tmp_path: Path) -> None:
    launcher = ForkLauncher("numpy", "cpu")
    try:
        launcher.wait_until_warm()
        launcher.provide(module for modules in preload.EXTRAS.values() for module in modules)
        launcher.end(launcher.start_candidate(tmp_path, Limits()))  # forked after the imports
        assert psutil.Process(launcher.pid).num_threads() == 1
    finally:
        launcher.close()


FORGETS = """
import sklearn
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    said = (np.ravel(probabilities) >= threshold).astype(int)
    of = sklearn.metrics
    return {
        "accuracy": float(of.accuracy_score(labels, said)),
        "precision": float(of.precision_score(labels, said, zero_division=0)),
        "recall": float(of.recall_score(labels, said, zero_division=0)),
        "f1": float(of.f1_score(labels, said, zero_division=0)),
    }
"""


def test_the_first_answer_that_mentions_an_extra_is_judged_like_the_second() -> None:
    exercise = records.find("e23")
    with Runner(Settings(device="cpu")) as runner:
        found = [runner.grade_text(exercise, FORGETS, "answer.py") for _ in range(2)]
    assert [one.outcome for one in found] == [Outcome.PASSED] * 2
