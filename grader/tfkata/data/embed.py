"""Makes the embedded data sets and manifest.toml: `python -m tfkata.data.embed [--mnist NPZ] [--fashion-mnist FOLDER]`.

Real Fashion-MNIST is read from the Debian package `dataset-fashion-mnist`. MNIST comes from `mnist-10k.npz` when that is
given, otherwise from the two embedded parts: they hold the same 10,000 images, and the split does not depend on their
order. Every source has to have the SHA-256 it had when this was written.
"""

import argparse
import contextlib
import gzip
import hashlib
import sys
import zipfile
import zlib
from math import prod
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfkata.data import breast_cancer, embedded, full, idx, sources
from tfkata.data.images import PARTS, Images
from tfkata.data.manifest import HERE
from tfkata.data.split import draw, proportional
from tfkata.errors import DataError
from tfkata.files.writing import replace_file

_SEED = 0


def embed(*, mnist: Path | None = None, fashion: Path = full.DEBIAN, into: Path = HERE) -> list[Path]:
    """Writes the four archives and the manifest below `into`; returns their paths, the manifest last.

    Raises DataError when a source is not the one this was written for, OSError when it cannot be read,
    UsageError when a file cannot be written.
    """
    parts = {"mnist": _split_mnist(mnist), "fashion-mnist": _sample_fashion(fashion)}
    sections, written = [sources.HEAD], []
    for name, (train, held_out) in parts.items():
        sections.append(sources.ABOUT[name])
        for part, file, data in zip(
            PARTS, (f"{name}.npz", f"held_out/{name}.npz"), (train, held_out), strict=True
        ):
            content = _write(into / file, data)
            written.append(into / file)
            sections.append(_entry(f"{name}.{part}", data, len(content), _sha256(content), file=file))
    sections += [_describe_full(fashion), _describe_breast_cancer()]
    manifest = into / "manifest.toml"
    replace_file(manifest, "".join(sections))
    return [*written, manifest]


def _split_mnist(source: Path | None) -> tuple[Images, Images]:
    """8,000 and 2,000 digits, each class in MNIST's proportion; the same ones whichever way `source` is ordered."""
    if source is None:
        embedded_parts = [embedded.load("mnist", part, root=HERE) for part in PARTS]
        images = np.concatenate([part.images for part in embedded_parts])
        labels = np.concatenate([part.labels for part in embedded_parts])
    else:
        _expect(source.read_bytes(), sources.MNIST_SHA256, source)
        with np.load(source, allow_pickle=False) as archive:
            images, labels = archive["x"], archive["y"].astype(np.int64)
    order = sorted(range(len(images)), key=lambda row: images[row].tobytes())
    images, labels = images[order], labels[order]
    held_out, train = draw(labels, proportional(labels, 2_000), seed=_SEED)
    return Images(images[train], labels[train]), Images(images[held_out], labels[held_out])


def _sample_fashion(folder: Path) -> tuple[Images, Images]:
    """1,000 images of each class out of the training files, 200 of each out of the test files."""
    parts = []
    for stem, per_class in (("train", 1_000), ("t10k", 200)):
        images = _read_idx(folder, f"{stem}-images-idx3-ubyte.gz")
        labels = _read_idx(folder, f"{stem}-labels-idx1-ubyte.gz").astype(np.int64)
        chosen, _ = draw(labels, [per_class] * 10, seed=_SEED)
        parts.append(Images(images[chosen], labels[chosen]))
    return parts[0], parts[1]


def _read_idx(folder: Path, file: str) -> NDArray[np.uint8]:
    shape, sha256, *_ = sources.FASHION[file]
    with gzip.open(folder / file) as unpacked:
        content = unpacked.read()
    _expect(content, sha256, folder / file)
    return idx.decode(content, shape, what=str(folder / file), repair="")


def _expect(content: bytes, sha256: str, path: Path) -> None:
    if (found := _sha256(content)) != sha256:
        raise DataError(f"{path} is not the source it should be: SHA-256 {found}, expected {sha256}.")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, data: Images) -> bytes:
    """Writes the archive and returns its bytes. One that holds the same is left: another zlib packs differently."""
    images, labels = data.images, data.labels.astype(np.uint8)
    with contextlib.suppress(OSError, ValueError, KeyError, zipfile.BadZipFile, zlib.error):
        content = path.read_bytes()
        if all(map(np.array_equal, embedded.unpack(content), (images, labels))):
            return content
    content = embedded.pack(images, labels)
    replace_file(path, content)
    return content


def _entry(key: str, data: Images, size: int, sha256: str, *, file: str = "") -> str:
    lines = [f"\n[{key}]"]
    lines += [f'file = "{file}"'] if file else []
    lines += [f"bytes = {size}", f'sha256 = "{sha256}"', f"shape = {list(data.images.shape)}"]
    return "\n".join([*lines, f"class_counts = {np.bincount(data.labels).tolist()}"]) + "\n"


def _describe_full(folder: Path) -> str:
    section = sources.ABOUT[full.NAME]
    for file, (shape, sha256, gz_debian, gz_zalando) in sources.FASHION.items():
        part, kind = "train" if file.startswith("train") else "held_out", file.split("-")[1]
        section += f'\n[{full.NAME}.{part}.{kind}]\nfile = "{file}"\nbytes = {len(idx.header(shape)) + prod(shape)}\n'
        section += f'sha256 = "{sha256}"\ngz_debian = "{gz_debian}"\ngz_zalando = "{gz_zalando}"\nshape = {list(shape)}\n'
        if kind == "labels":
            section += f"class_counts = {np.bincount(_read_idx(folder, file)).tolist()}\n"
    return section


def _describe_breast_cancer() -> str:
    section = sources.ABOUT[breast_cancer.NAME]
    for part, table in breast_cancer.parts().items():
        content = breast_cancer.content(table)
        section += _entry(f"{breast_cancer.NAME}.{part}", table, len(content), _sha256(content))
    return section


def main() -> None:
    """The command line of this script."""
    parser = argparse.ArgumentParser(description="Makes tfkata's embedded data sets and their manifest.")
    parser.add_argument("--mnist", type=Path, metavar="NPZ", help="mnist-10k.npz (default: what is embedded)")
    parser.add_argument("--fashion-mnist", type=Path, metavar="FOLDER", default=full.DEBIAN)
    arguments = parser.parse_args()
    for path in embed(mnist=arguments.mnist, fashion=arguments.fashion_mnist):
        sys.stdout.write(f"{path.relative_to(HERE)}: {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
