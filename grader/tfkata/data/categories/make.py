"""Makes the files of this package and their manifest: `python -m tfkata.data.categories.make FOLDER [--fetch]`.

FOLDER holds the packages that `sources` names; `--fetch` downloads them into it first. Every source has to be the one it
was when this was written.
"""

import argparse
import contextlib
import csv
import gzip
import hashlib
import json
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfkata.data.categories import archive, make_emoji, make_spam, sources, spam
from tfkata.data.categories.about import ABOUT, HEAD
from tfkata.data.images import PARTS
from tfkata.data.split import draw, proportional
from tfkata.errors import DataError
from tfkata.files.writing import replace_file

Arrays = dict[str, NDArray[Any]]
_SEED = 0
_ORIGINS = ("USA", "Europe", "Japan")


def make(folder: Path, *, into: Path = archive.HERE) -> list[Path]:
    """Writes an archive per part, and the manifest, below `into`; returns their paths, the manifest last.

    Raises DataError when a source is missing or not the one this was written for, UsageError when a file cannot be written.
    """
    sections, written = [HEAD], []
    for name, parts in MAKERS.items():
        sections.append(ABOUT[name])
        for part, file, arrays in zip(
            PARTS, (f"{name}.npz", f"held_out/{name}.npz"), parts(folder), strict=True
        ):
            content = write(into / file, arrays)
            written.append(into / file)
            sections.append(entry(f"{name}.{part}", file, content, arrays))
    manifest = into / "manifest.toml"
    replace_file(manifest, "".join(sections))
    return [*written, manifest]


def _births(folder: Path) -> tuple[Arrays, Arrays]:
    """16 years of days to train on, 4 held out."""
    (content,) = sources.read("births", folder).values()
    rows = list(csv.DictReader(content.decode().splitlines()))
    years = np.array([int(row["year"]) for row in rows])
    values = np.array([int(row["births"]) for row in rows], np.int64)
    return {"values": values[years < 1985]}, {"values": values[years >= 1985]}


def _sunspots(folder: Path) -> tuple[Arrays, Arrays]:
    """188 years of months to train on, 47 held out."""
    (content,) = sources.read("sunspots", folder).values()
    values = np.array(gzip.decompress(content).split(), np.float64)
    train = len(values) * 4 // 5
    return {"values": values[:train]}, {"values": values[train:]}


def _cars(folder: Path) -> tuple[Arrays, Arrays]:
    """The cars of which everything is known; a fifth of each origin is held out."""
    (content,) = sources.read("cars", folder).values()
    cars = [
        car
        for car in json.loads(content)
        if car["Miles_per_Gallon"] is not None and car["Horsepower"] is not None
    ]
    names = ("Cylinders", "Displacement", "Horsepower", "Weight_in_lbs", "Acceleration")
    table = [
        [*(car[name] for name in names), int(car["Year"][2:4]), 1 + _ORIGINS.index(car["Origin"])]
        for car in cars
    ]
    columns = np.array(table, np.float32)
    mpg = np.array([car["Miles_per_Gallon"] for car in cars], np.float32)
    origins = columns[:, -1].astype(np.int64) - 1
    held_out, train = draw(origins, proportional(origins, len(cars) // 5), seed=_SEED)
    return {"table": columns[train], "mpg": mpg[train]}, {"table": columns[held_out], "mpg": mpg[held_out]}


def _mail(folder: Path) -> tuple[Arrays, Arrays]:
    corpus = {name.split("/", 3)[3]: content for name, content in sources.read("mail", folder).items()}
    lists = b"".join(sources.read("first names", folder).values()).decode()
    train, held_out = make_spam.make(corpus, first_names=make_spam.common(lists))
    return spam.pack(train.texts, train.labels), spam.pack(held_out.texts, held_out.labels)


def _pictures(folder: Path) -> tuple[Arrays, Arrays]:
    (emoji,) = sources.read("emoji", folder).values()
    drawings = {
        style: {name.rpartition("/")[2]: content for name, content in sources.read(style, folder).items()}
        for style in make_emoji.STYLES
    }
    train, held_out = make_emoji.make(json.loads(emoji), drawings)
    return (
        {"images": train.images, "labels": train.labels.astype(np.uint8)},
        {"images": held_out.images, "labels": held_out.labels.astype(np.uint8)},
    )


MAKERS: dict[str, Callable[[Path], tuple[Arrays, Arrays]]] = {
    "births": _births,
    "mail": _mail,
    "cars": _cars,
    "sunspots": _sunspots,
    "pictures": _pictures,
}


def write(path: Path, arrays: Arrays) -> bytes:
    """Writes the archive and returns its bytes. One that holds the same is left: another zlib packs differently."""
    with contextlib.suppress(OSError, ValueError, KeyError, zipfile.BadZipFile, zlib.error):
        content = path.read_bytes()
        if _same(archive.unpack(content), arrays):
            return content
    content = archive.pack(arrays)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, content)
    return content


def _same(one: Arrays, other: Arrays) -> bool:
    return list(one) == list(other) and all(
        one[name].dtype == other[name].dtype and np.array_equal(one[name], other[name]) for name in one
    )


def entry(key: str, file: str, content: bytes, arrays: Arrays) -> str:
    """What the manifest says of a file: `shape` is that of the first array, as it is loaded."""
    labels = arrays.get("labels")
    shape = next(iter(arrays.values())).shape if "text" not in arrays else arrays["labels"].shape
    lines = [f"\n[{key}]", f'file = "{file}"', f"bytes = {len(content)}"]
    lines += [f'sha256 = "{hashlib.sha256(content).hexdigest()}"', f"shape = {list(shape)}"]
    lines += [f"class_counts = {np.bincount(labels).tolist()}"] if labels is not None else []
    return "\n".join(lines) + "\n"


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description="Makes tfkata's data sets of the other categories.")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the packages are")
    parser.add_argument("--fetch", action="store_true", help="download the packages into FOLDER first")
    arguments = parser.parse_args()
    try:
        if arguments.fetch:
            sources.fetch(arguments.folder)
        for path in make(arguments.folder):
            sys.stdout.write(f"{path.relative_to(archive.HERE)}: {path.stat().st_size:,} bytes\n")
    except DataError as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
