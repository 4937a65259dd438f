"""Fashion-MNIST, all 70,000 images: found where Debian or Keras put them, else downloaded through Keras."""

import contextlib
import gzip
import os
import socket
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfkata.data import idx, manifest
from tfkata.data.images import Images, Part
from tfkata.errors import DataError

NAME = "fashion-mnist-full"
PACKAGE = "dataset-fashion-mnist"
DEBIAN = Path("/usr/share/datasets/fashion-mnist")
ELSEWHERE = f"`apt install {PACKAGE}` (Debian, Ubuntu), or put its four .gz files into a folder and set TFKATA_DATA to it"
_STALLED = 30.0  # seconds without a byte before a download counts as failed


@dataclass(frozen=True, slots=True)
class Place:
    """A folder where the four gzipped files may be, and what to do when one there is damaged."""

    folder: Path
    repair: str


def places() -> list[Place]:
    """Where to look, in order: $TFKATA_DATA, Debian's folder, the Keras cache. None of them need exist."""
    own = os.environ.get("TFKATA_DATA")
    keras = Path(os.environ.get("KERAS_HOME") or "~/.keras").expanduser()
    return [
        *([Place(Path(own), "Replace it, or unset TFKATA_DATA.")] if own else []),
        Place(DEBIAN, f"`apt install --reinstall {PACKAGE}`"),
        Place(keras / "datasets" / "fashion-mnist", "Delete it: Keras then downloads it again."),
    ]


def find(part: Part, *, root: Path) -> Place | None:
    """The first place that has both files of `part`, or None; nothing is read.

    Raises DataError when TFKATA_DATA is set to something that is not a readable folder.
    """
    own = os.environ.get("TFKATA_DATA")
    if own and not (os.access(own, os.R_OK | os.X_OK) and Path(own).is_dir()):
        raise DataError(
            f"TFKATA_DATA is {own!r}, which is not a folder that can be read. Correct it or unset it."
        )
    names = [entry.file for entry in _entries(part, root)]
    # os.access, because Path.is_file raises where a folder above may not be entered.
    return next((at for at in places() if all(os.access(at.folder / name, os.R_OK) for name in names)), None)


def load(part: Part, *, root: Path) -> Images:
    """60,000 images to train or 10,000 held out: uint8 (n, 28, 28), int64 (n,).

    Raises DataError when a file is damaged, and when there is none and it cannot be downloaded.
    """
    images, labels = _entries(part, root)
    place = find(part, root=root)
    if place is None:
        return _download(part, images, labels)
    return Images(_read(place, images), _read(place, labels).astype(np.int64))


def _entries(part: Part, root: Path) -> tuple[manifest.Entry, manifest.Entry]:
    return manifest.entry(root, NAME, part, "images"), manifest.entry(root, NAME, part, "labels")


def _read(place: Place, wanted: manifest.Entry) -> NDArray[np.uint8]:
    path = place.folder / wanted.file
    try:
        with gzip.open(path) as file:
            content = file.read(wanted.bytes + 1)
    except (OSError, EOFError, zlib.error) as problem:
        raise DataError(f"{path} cannot be unpacked: {problem}. {place.repair}") from problem
    array = idx.decode(content, wanted.shape, what=str(path), repair=place.repair)
    manifest.verify(content, wanted, path, repair=place.repair)
    return array


def _download(part: Part, images: manifest.Entry, labels: manifest.Entry) -> Images:
    try:
        with _patience(), contextlib.redirect_stdout(sys.stderr):
            from keras.datasets import fashion_mnist

            train, held_out = fashion_mnist.load_data()
    except Exception as problem:  # Keras raises a bare Exception when the network is closed
        reason = " ".join(str(problem).split())
        raise DataError(
            f"Fashion-MNIST ({images.file}) is not on this computer and Keras cannot fetch it: {reason}. "
            f"Allow the network, or {ELSEWHERE}."
        ) from problem
    arrays = train if part == "train" else held_out
    for array, wanted in zip(arrays, (images, labels), strict=True):
        repair = "Delete datasets/fashion-mnist in Keras' cache (~/.keras or $KERAS_HOME) and try again."
        manifest.verify_content(
            idx.encode(array), wanted, f"{wanted.file}, as Keras gives it,", repair=repair
        )
    return Images(np.array(arrays[0]), arrays[1].astype(np.int64))


@contextlib.contextmanager
def _patience() -> Iterator[None]:
    """Keras waits forever on a network that drops packets; here, `_STALLED` seconds."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(_STALLED)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)
