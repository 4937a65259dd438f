"""What the walls cost: milliseconds at a candidate's start, and the speed of training inside.

    python tests/benchmarks/confinement.py [--forks 60] [--trainings 5]

Levels take turns, because the machine may be shared: `off`, `auto`, `off`, `auto`, … Medians are compared.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from tfkata.running.fork import ForkLauncher
from tfkata.running.processes import Limits
from tfkata.wire import messages, replies
from tfkata.wire.channel import SocketChannel
from tfkata.wire.messages import Call, Load
from tfkata.wire.replies import Value

TRAINING = """
import time

import keras
import numpy as np


def train(steps):
    keras.utils.set_random_seed(0)
    x, y = np.random.rand(512, 28, 28, 1).astype("float32"), np.random.randint(0, 10, 512)
    parts = [keras.Input((28, 28, 1)), keras.layers.Conv2D(8, 5, activation="relu"), keras.layers.Flatten()]
    model = keras.Sequential([*parts, keras.layers.Dense(10)])
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    model.fit(x, y, batch_size=64, verbose=0)
    started = time.perf_counter()
    model.fit(x, y, batch_size=64, epochs=steps, verbose=0)
    return time.perf_counter() - started
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--forks", type=int, default=60)
    parser.add_argument("--trainings", type=int, default=5)
    asked = parser.parse_args()
    for preload in ("numpy", "tensorflow"):
        launcher = ForkLauncher(preload, "cpu")
        try:
            found = {"off": [], "auto": []}
            for _ in range(asked.forks):
                for level, seconds in found.items():
                    seconds.append(answer(launcher, level, "x = 1\n", "missing", [])[0])
            off, auto = (1000 * statistics.median(found[level]) for level in ("off", "auto"))
            print(
                f"{preload}: a candidate answers after {off:.1f} ms without walls, {auto:.1f} ms with {len(launcher.walls)}"
                f" ({auto - off:+.1f} ms, medians of {asked.forks})"
            )
            if preload == "tensorflow" and asked.trainings:
                trained = {"off": [], "auto": []}
                for _ in range(asked.trainings):
                    for level, seconds in trained.items():
                        seconds.append(answer(launcher, level, TRAINING, "train", [6])[1])
                off, auto = (statistics.median(trained[level]) for level in ("off", "auto"))
                print(f"training: {off:.2f} s without walls, {auto:.2f} s with; ratio {auto / off:.2f}")
        finally:
            launcher.close()


def answer(
    launcher: ForkLauncher, level: str, source: str, function: str, arguments: list[object]
) -> tuple[float, float]:
    """Seconds from the request for a process to its first answer, and what the function returned."""
    with tempfile.TemporaryDirectory(prefix="tfkata-") as folder:
        started = time.perf_counter()
        process = launcher.start_candidate(Path(folder), Limits(4096, sandbox=level))
        channel = SocketChannel(process.end)
        channel.send(messages.encode(Load("1", "answer", "answer.py", source, 0)), 60)
        replies.read_reply(channel.receive(60))
        seconds = time.perf_counter() - started
        channel.send(messages.encode(Call("2", function, arguments)), 60)
        content = replies.read_reply(channel.receive(300)).content
        launcher.end(process)
    return seconds, float(content.value or 0) if isinstance(content, Value) else 0.0


if __name__ == "__main__":
    main()
