"""The data sets that come with tfkata: compressed NumPy archives beside this module."""

import io
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfkata.data import manifest
from tfkata.data.images import Images, Part
from tfkata.errors import DataError


def load(name: str, part: Part, *, root: Path) -> Images:
    """One part of "mnist" or "fashion-mnist": uint8 (n, 28, 28) and int64 (n,).

    Raises DataError when the file is missing, may not be read, or is not the one that the manifest names.
    """
    wanted = manifest.entry(root, name, part)
    path = root / wanted.file
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"{path} ({name}, {part}) is missing. {manifest.REINSTALL}") from None
    except OSError as problem:
        # What a candidate meets: its sandbox denies it the held-out folder.
        raise DataError(
            f"{path} ({name}, {part}) cannot be read: {problem.strerror}. Held-out data is for the examiner alone; "
            "elsewhere, make the file readable."
        ) from problem
    manifest.verify(content, wanted, path, repair=manifest.REINSTALL)
    images, labels = unpack(content)
    return Images(images, labels.astype(np.int64))


def pack(images: NDArray[np.uint8], labels: NDArray[np.uint8]) -> bytes:
    """The compressed archive of both arrays: for one zlib, the same bytes on every machine and every day."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, array in (("images", images), ("labels", labels)):
            member = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            member.create_system = 3
            values = io.BytesIO()
            np.lib.format.write_array(values, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False)
            archive.writestr(member, values.getvalue(), zipfile.ZIP_DEFLATED, compresslevel=9)
    return target.getvalue()


def unpack(content: bytes) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The uint8 arrays (n, 28, 28) and (n,) that `pack` packed."""
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        return archive["images"], archive["labels"]
