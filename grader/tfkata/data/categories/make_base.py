"""Makes a base to build on, and pictures of new kinds: `python -m tfkata.data.categories.make_base FOLDER [--seconds N]`.

FOLDER holds the packages that `sources` names. The base learns to tell the emoji of five kinds from each other, each in
both styles, at another place in every epoch: one output per emoji, so that it has to look at what is drawn. The pictures show the other
three kinds. Training takes about two minutes of processor time; with `--seconds` it stops after so many and goes on
when it is run again (its state is kept in FOLDER).

The pictures come out the same everywhere. The base does not: another TensorFlow, or another number of threads, rounds
differently, and a training of 70 epochs enlarges that. What it reaches is the same to a few per cent, so the archive that
is shipped is one run's, and its SHA-256 is in the manifest.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfkata.data.categories import make, make_emoji, sources, transfer
from tfkata.data.categories.emoji import CLASSES
from tfkata.data.categories.make import Arrays
from tfkata.data.categories.make_emoji import Drawn
from tfkata.errors import DataError
from tfkata.files.writing import replace_file

EPOCHS, BATCH, RATE = 70, 32, 3e-3
TRAIN, VALID = (67, 67, 66), (34, 33, 33)
PLACED = 4  # how often each held-out drawing is shown
_SEED = 0
_NEW = [CLASSES.index(name) for name in transfer.CLASSES]
HEAD = """\
# Written by `python -m tfkata.data.categories.make_base`: change that and run it, not this.
# `sha256` and `bytes` are of the .npz as it is. A base that is trained again is another file; see make_base.py.
"""
_SOURCE = "Noto Emoji 2.048 (Google) and Twemoji 16.0.1; npm emoji-datasource-google and -twitter 16.0.0"
_LICENCE = "Apache 2.0 (Noto Emoji) and CC BY 4.0 (Twemoji): ../licences/pictures.txt"
ABOUT = {
    "base": f'\n[base]\nsource = "weights trained on drawings of animals, clothes, hands, places and tools: {_SOURCE}"\n',
    "pictures": f'\n[pictures]\nsource = "drawings of faces, food and vehicles, placed on coloured grounds: {_SOURCE}"\n',
}


def read(folder: Path) -> list[Drawn]:
    """The emoji of all kinds. Raises DataError when a package is missing or not the one this was written for."""
    (emoji,) = sources.read("emoji", folder).values()
    drawings = {
        style: {name.rpartition("/")[2]: content for name, content in sources.read(style, folder).items()}
        for style in make_emoji.STYLES
    }
    return make_emoji.drawings(json.loads(emoji), drawings)


# --- the pictures of new kinds


def pictures(drawn: Sequence[Drawn]) -> tuple[Arrays, Arrays]:
    """To train on and validate with, and held out: drawings that look alike are in one part only."""
    random = np.random.RandomState(_SEED)
    groups, out = make_emoji.alike(drawn), np.array(make_emoji.held_out(drawn))
    labels = np.array([emoji.label for emoji in drawn])
    new = np.isin(labels, _NEW)
    train, valid = _chosen(drawn, groups, np.flatnonzero(new & ~out), random)
    held_out = [
        (style, drawn[i].label) for i in np.flatnonzero(new & out).tolist() for style in drawn[i].styles
    ]
    of_valid = {f"valid_{name}": array for name, array in _placed(valid, random).items()}
    return {**_placed(train, random), **of_valid}, _placed(held_out * PLACED, random)


def _chosen(
    drawn: Sequence[Drawn], groups: NDArray[np.intp], rows: NDArray[np.intp], random: np.random.RandomState
) -> list[list[tuple[NDArray[np.float64], int]]]:
    """Drawings to train on and to validate with, as many of each kind as wanted, from groups of their own."""
    found: list[list[tuple[NDArray[np.float64], int]]] = [[], []]
    missing = [list(TRAIN), list(VALID)]
    for group in random.permutation(np.unique(groups[rows])):
        members = [drawn[i] for i in rows if groups[i] == group]
        wanting = [sum(part[_NEW.index(one.label)] for one in members) for part in missing]
        part = 0 if wanting[0] else 1
        for emoji in members:
            for style in emoji.styles:
                if missing[part][_NEW.index(emoji.label)]:
                    missing[part][_NEW.index(emoji.label)] -= 1
                    found[part].append((style, emoji.label))
    if any(map(any, missing)):
        raise DataError(f"there are too few drawings: {missing} are missing")
    return found


def _placed(drawings: Sequence[tuple[NDArray[np.float64], int]], random: np.random.RandomState) -> Arrays:
    """A picture of each, shuffled."""
    images = np.stack([make_emoji.placed(drawing, random) for drawing, _ in drawings])
    labels = np.array([_NEW.index(label) for _, label in drawings], np.uint8)
    order = random.permutation(len(labels))
    return {"images": images[order], "labels": labels[order]}


# --- the base


class Training:
    """The training of the base, which can be left and taken up again between epochs."""

    def __init__(self, drawn: Sequence[Drawn], state: Path) -> None:
        known = [emoji for emoji in drawn if emoji.label not in _NEW]
        self._drawings = [style for emoji in known for style in emoji.styles]
        self._targets = np.array([i for i, emoji in enumerate(known) for _ in emoji.styles])
        self._state = state
        self._model, self.epoch = self._taken_up(len(known))

    def _taken_up(self, outputs: int) -> tuple[Any, int]:
        import keras

        if self._state.is_file():
            model = keras.saving.load_model(self._state)
            return model, int(np.asarray(model.optimizer.iterations)) // self._steps
        keras.utils.set_random_seed(_SEED)
        layers = [transfer.untrained(), keras.layers.GlobalAveragePooling2D()]
        model = keras.Sequential(
            [keras.Input(transfer.SHAPE), *layers, keras.layers.Dense(outputs, activation="softmax")]
        )
        rate = keras.optimizers.schedules.CosineDecay(RATE, EPOCHS * self._steps)
        model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model, 0

    @property
    def _steps(self) -> int:
        """Per epoch."""
        return -(-len(self._drawings) // BATCH)

    @property
    def base(self) -> Any:
        return self._model.layers[0]

    def run(self, seconds: float) -> None:
        """Train until all epochs are done, or so much time has passed; keep the state."""
        until = time.monotonic() + seconds
        while self.epoch < EPOCHS and time.monotonic() < until:
            random = np.random.RandomState(_SEED + 1 + self.epoch)
            order = random.permutation(len(self._drawings))
            shown = [make_emoji.placed(self._drawings[i], random) for i in order]
            x = np.stack(shown).astype(np.float32) / 255
            told = self._model.fit(
                x, self._targets[order], batch_size=BATCH, epochs=1, shuffle=False, verbose=0
            )
            self.epoch += 1
            accuracy = told.history["accuracy"][0]
            sys.stdout.write(f"epoch {self.epoch} of {EPOCHS}: tells {accuracy:.1%} of the emoji apart\n")
            sys.stdout.flush()
            self._model.save(self._state)


# --- the files


def make_all(folder: Path, seconds: float, *, into: Path = transfer.HERE) -> list[Path]:
    """Write the archives and their manifest below `into` as soon as the base is trained; return their paths.

    Raises DataError when a source is missing or not the one this was written for.
    """
    drawn = read(folder)
    training = Training(drawn, folder / "base.keras")
    training.run(seconds)
    if training.epoch < EPOCHS:
        return []
    train, held_out = pictures(drawn)
    files: list[tuple[str, str, Arrays]] = [
        ("base.train", "base.npz", dict(transfer.weights_of(training.base))),
        ("pictures.train", "pictures.npz", train),
        ("pictures.held_out", "held_out/pictures.npz", held_out),
    ]
    sections = [HEAD]
    for key, file, arrays in files:
        if not key.endswith("held_out"):
            sections += [ABOUT[key.partition(".")[0]], f'licence = "{_LICENCE}"\n']
        sections.append(make.entry(key, file, make.write(into / file, arrays), arrays))
    replace_file(into / "manifest.toml", "".join(sections))
    return [*(into / file for _, file, _ in files), into / "manifest.toml"]


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description="Trains the base of e28 and makes its pictures.")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the packages are")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop training after so many")
    arguments = parser.parse_args()
    try:
        written = make_all(arguments.folder, arguments.seconds)
    except DataError as problem:
        sys.exit(str(problem))
    for path in written:
        sys.stdout.write(f"{path.relative_to(transfer.HERE)}: {path.stat().st_size:,} bytes\n")
    if not written:
        sys.stdout.write("Not done yet: run it again to go on.\n")


if __name__ == "__main__":
    main()
