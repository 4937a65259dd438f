"""manifest.toml: which files the data sets consist of, and the SHA-256 each must have. Written by `embed`."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tfkata.errors import DataError

HERE = Path(__file__).parent
REINSTALL = (
    "Reinstall tfkata: `pip install --force-reinstall --no-deps tfkata`, or `git checkout` in a clone."
)

_verified: set[tuple[Path, int, int, str]] = set()


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of one file, or of a part that has no file of its own (then `file` is "").

    `sha256` and `bytes` are those of the content that is decoded: of an embedded file as it is, of a gzipped one
    unpacked. So two archives that differ in their gzip header alone, as Debian's and Zalando's do, are both right.
    """

    file: str
    bytes: int
    sha256: str
    shape: tuple[int, ...]


def entry(root: Path, *keys: str) -> Entry:
    """The entry at `keys`, e.g. `entry(root, "mnist", "train")`. Raises DataError if the manifest has none."""
    path = root / "manifest.toml"
    try:
        found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        for key in keys:
            found = found[key]
        size, sha256, shape = found["bytes"], found["sha256"], tuple(found["shape"])
        return Entry(found.get("file", ""), size, sha256, shape)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        reason = f"{type(problem).__name__}: {problem}"
        raise DataError(
            f"{path} has no usable entry for {'/'.join(keys)} ({reason}). {REINSTALL}"
        ) from problem


def verify(content: bytes, wanted: Entry, path: Path, *, repair: str) -> None:
    """Raises DataError unless `content`, which was read from `path`, is what the manifest wants.

    A file that has not been touched since it was found right in this process is not hashed again.
    """
    stat = path.stat()
    key = (path, stat.st_size, stat.st_mtime_ns, wanted.sha256)
    if key not in _verified:
        verify_content(content, wanted, str(path), repair=repair)
        _verified.add(key)


def verify_content(content: bytes, wanted: Entry, what: str, *, repair: str) -> None:
    """Like `verify`, for bytes that come from no file; `what` names them in the error."""
    found = hashlib.sha256(content).hexdigest()
    if found != wanted.sha256:
        raise DataError(
            f"{what} is damaged: found {len(content):,} bytes with SHA-256 {found[:12]}…, "
            f"expected {wanted.bytes:,} bytes with SHA-256 {wanted.sha256[:12]}…. {repair}"
        )
