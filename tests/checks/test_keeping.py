"""Which error of an answer is about the file that it should have written."""

from __future__ import annotations

import pytest

from tfkata.checks.keeping import Stopped
from tfkata.checks.kit import CandidateRaised

MISSING = {"kind": "missing", "found": []}


def stopped(message: str, type_name: str = "FileNotFoundError", file: dict[str, object] = MISSING) -> Stopped:
    return Stopped(CandidateRaised(type_name, message, ""), file, "best.weights.h5")


@pytest.mark.parametrize(
    "message",
    [
        "[Errno 2] Unable to open file (unable to open file: name = 'kept/best.weights.h5', errno = 2)",
        "[Errno 2] No such file or directory: 'best_model.keras'",
        "[Errno 2] No such file or directory: 'checkpoints/cp.ckpt.index'",
    ],
)
def test_weights_that_nothing_has_written_are_missed(message: str) -> None:
    assert stopped(message).misses_what_it_kept
    assert not stopped(message, file={"kind": "weights"}).misses_what_it_kept
    assert not stopped(message, type_name="ValueError").misses_what_it_kept


def test_keras_has_its_own_words_for_a_model_that_is_missing() -> None:
    said = "File not found: filepath=kept/model.keras. Please ensure the file is an accessible `.keras` zip file."
    assert stopped(said, type_name="ValueError").misses_what_it_kept
    assert not stopped(said, type_name="ValueError", file={"kind": "model"}).misses_what_it_kept


@pytest.mark.parametrize(
    "message",
    [
        "[Errno 2] No such file or directory: 'digits.csv'",
        "[Errno 2] No such file or directory: '/content/drive/MyDrive/config.json'",
        "[Errno 2] No such file or directory: 'logs/train'",
    ],
)
def test_other_files_are_not_what_was_to_be_kept(message: str) -> None:
    assert not stopped(message).misses_what_it_kept
