"""Arrays as the bytes of files that everybody can read: CSV, JSON, NumPy archives and PNG. The same bytes on every machine."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np


def csv(columns: Sequence[str], rows: np.ndarray) -> bytes:
    """A line with the names, then a line for each row."""
    lines = [",".join(columns), *(",".join(f"{value:.10g}" for value in row) for row in rows.tolist())]
    return ("\n".join(lines) + "\n").encode()


def as_json(value: Any) -> bytes:
    """With a line for each entry of a list."""
    if isinstance(value, list):
        inside = ",\n".join(json.dumps(one, ensure_ascii=False) for one in value)
        return f"[\n{inside}\n]\n".encode()
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def npz(arrays: Mapping[str, np.ndarray]) -> bytes:
    """A compressed NumPy archive, without the time at which it was made."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, array in arrays.items():
            member = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            values = io.BytesIO()
            np.lib.format.write_array(values, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False)
            archive.writestr(member, values.getvalue(), zipfile.ZIP_DEFLATED, compresslevel=6)
    return target.getvalue()


def png(pixels: np.ndarray) -> bytes:
    """A picture: uint8 (height, width, 3)."""
    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + row.tobytes() for row in np.ascontiguousarray(pixels))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
