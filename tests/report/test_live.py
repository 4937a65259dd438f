"""The moving line says how far a training is, from what Keras really prints, and shows other output harmlessly."""

from __future__ import annotations

import io
import threading
import time

import pytest
from rich.console import Console
from rich.text import Text

from tfkata.catalog import records
from tfkata.report.epochs import training
from tfkata.report.live import Line, moving, newest

BAR = "\x1b[37m━━━━━━━━━━━━━━━━━━━━\x1b[0m"
FIRST = f"Epoch 1/3\n\r\x1b[1m  1/200\x1b[0m {BAR} \x1b[1m1:40\x1b[0m 502ms/step - accuracy: 0.1000 - loss: 2.3026"
LATER = (
    FIRST
    + "\b" * 80
    + f"\r\x1b[1m120/200\x1b[0m {BAR} \x1b[1m2s\x1b[0m 25ms/step - accuracy: 0.7512 - loss: 0.7"
)
ONE_LINE = "Epoch 1/5\n5/5 - 1s - 110ms/step - accuracy: 0.2 - loss: 2.1\nEpoch 2/5\n5/5 - 0s - 54ms/step - accuracy: 0.5 - loss: 1.0\n"


@pytest.mark.parametrize(
    ("printed", "epoch", "step", "accuracy", "seconds"),
    [
        (FIRST, (1, 3), (1, 200), 0.1, 0.502 * 599),
        (LATER, (1, 3), (120, 200), 0.7512, 0.025 * 480),
        (ONE_LINE, (2, 5), (5, 5), 0.5, 0.054 * 15),
        ("Epoch 1/2\n 1/10 ━━━ 2s 300us/step - loss: 0.3", (1, 2), (1, 10), None, 0.0003 * 19),
        (LATER.replace("Epoch 1/3", "Epoch 3/3"), (3, 3), (120, 200), 0.7512, 0.025 * 80),
    ],
)
def test_how_far_a_training_is(
    printed: str, epoch: tuple[int, int], step: tuple[int, int], accuracy: float | None, seconds: float
) -> None:
    found = training(printed)
    assert found is not None
    assert (found.epoch, found.epochs) == epoch
    assert (found.step, found.steps) == step
    assert found.accuracy == accuracy
    assert found.seconds_left == pytest.approx(seconds)


@pytest.mark.parametrize(
    "printed", ["", "no training here", "Epoch 1/3\n", "7/9 25ms/step", "Epoch x/y 1/2 3ms/step"]
)
def test_what_tells_nothing_is_no_training(printed: str) -> None:
    assert training(printed) is None


def test_the_line_for_people() -> None:
    assert newest(LATER) == "epoch 1 of 3 · accuracy 0.751 · 12 s left"
    assert newest(LATER.replace("25ms", "2500ms")).endswith("20 min left")


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        ("", ""),
        ("one\ntwo\n\n  \n", "two"),
        ("10/100\r20/100\r", "20/100"),
        ("x" * 100_000 + "\nlast", "last"),
        ("a\x1b[31mred\n", "ared"),
    ],
)
def test_other_output_shows_its_last_line(printed: str, line: str) -> None:
    assert newest(printed) == line


@pytest.mark.parametrize(
    "printed",
    [
        "Epoch 1/2\n" + "1/1 " * 1000 + "1" * 11_000,
        "Epoch 1/2\n" + "1" * 19_000,
        "Epoch " * 3_000,
        "Epoch 1/2\n" + "1/1 2ms/step " * 1_400 + "accuracy",
    ],
)
def test_no_output_holds_the_display_up(printed: str) -> None:
    started = time.process_time()
    newest(printed)
    assert time.process_time() - started < 1  # what it guards against took hours


def test_the_line_is_asked_for_again_while_the_block_runs() -> None:
    asked: list[int] = []
    again = threading.Event()

    def text() -> Text:
        asked.append(len(asked))
        if len(asked) > 3:
            again.set()
        return Text(f"asked {len(asked)} times")

    console = Console(file=io.StringIO(), force_terminal=True, width=60)
    with moving(console, text):
        assert again.wait(60)
    assert isinstance(console.file, io.StringIO)
    assert "asked 2 times" in console.file.getvalue()


def test_the_line_says_what_is_waited_for() -> None:
    """Once what is needed has started, how far a training is."""

    class Printing:
        def recent(self) -> str:
            return LATER

    warm = [False, True]
    line = Line(records.find("e16"), Printing(), lambda: warm.pop(0))
    assert line.text().plain.endswith("starting TensorFlow (once)")
    assert line.text().plain.endswith("epoch 1 of 3 · accuracy 0.751 · 12 s left")


def test_into_a_file_nothing_moves() -> None:
    console = Console(file=io.StringIO(), width=60)
    with moving(console, lambda: pytest.fail("nobody looks")):
        pass
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue() == ""
