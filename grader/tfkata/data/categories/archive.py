"""Named arrays in a compressed NumPy archive: packed the same way everywhere, verified before they are unpacked."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfkata.data import manifest
from tfkata.data.images import Part
from tfkata.errors import DataError

HERE = Path(__file__).parent


def load(name: str, part: Part, *, root: Path = HERE) -> dict[str, NDArray[Any]]:
    """Read the arrays of one part by name, as `pack` took them; each call gives arrays of its own.

    Raises DataError when the file is missing, may not be read, or is not the one that the manifest names.
    """
    wanted = manifest.entry(root, name, part)
    path = root / wanted.file
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"{path} ({name}, {part}) is missing. {manifest.REINSTALL}") from None
    except OSError as problem:
        # What a candidate meets: its sandbox denies it this package.
        raise DataError(
            f"{path} ({name}, {part}) cannot be read: {problem.strerror}. Held-out data is for the examiner alone; "
            "elsewhere, make the file readable."
        ) from problem
    manifest.verify(content, wanted, path, repair=manifest.REINSTALL)
    return unpack(content)


def pack(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Compress arrays into one archive: for one zlib, the same bytes on every machine and every day."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, array in arrays.items():
            member = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            member.create_system = 3
            values = io.BytesIO()
            np.lib.format.write_array(values, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False)
            archive.writestr(member, values.getvalue(), zipfile.ZIP_DEFLATED, compresslevel=9)
    return target.getvalue()


def unpack(content: bytes) -> dict[str, NDArray[Any]]:
    """Read back what `pack` packed."""
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}
