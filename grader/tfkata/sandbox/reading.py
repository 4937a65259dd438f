"""Which paths a candidate may read: what its code needs, never a list of what it must not see.

Those are the system's native libraries, the standard library, and of each folder on the import path what belongs to an
installed distribution other than this kit. Whatever else lies there is closed: a copy of the kit put there by hand, by an
editable install or by a second installation, and folders that a `.pth` file or PYTHONPATH adds.
"""

from __future__ import annotations

import contextlib
import os
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

SYSTEM = (
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/lib",
    "/lib64",
    "/usr/share/zoneinfo",
    "/usr/share/fonts",
)
SYSTEM_FILES = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/nsswitch.conf",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
)
CPU_FACTS = ("/sys/devices/system/cpu", "/sys/fs/cgroup")

_INTERPRETERS = ("python", "pypy")
_OUR_NAME = "tfkata"
_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def allowed() -> tuple[str, ...]:
    """What a candidate may read.

    Landlock cannot take back a part of what it allows, so a folder with something closed in it is allowed child by
    child. Looked up once, by the warm process, because that takes longer than building the wall.
    """
    beside = _copies_beside()
    closed = (*beside, *_import_folders())
    found: dict[str, None] = dict.fromkeys((*SYSTEM_FILES, *CPU_FACTS, str(Path(sys.prefix) / "pyvenv.cfg")))
    for folder in (*map(Path, SYSTEM), Path(sys.base_prefix) / "lib"):
        found.update(dict.fromkeys(_without(folder, (*closed, *_interpreters(folder)))))
    for folder in _standard_library():
        inside = tuple(folder / name for name in ("site-packages", "dist-packages"))
        found.update(dict.fromkeys(_without(folder, (*closed, *inside))))
    for folder in _import_folders():
        found.update(dict.fromkeys(_installed(folder, beside)))
    return tuple(found)


@cache
def copies() -> tuple[Path, ...]:
    """The places known to hold the kit: this package, what lies beside it, and every copy on the import path."""
    on_the_path = (folder / name for folder in _import_folders() for name in _ours(folder))
    return tuple(path for path in dict.fromkeys((*_copies_beside(), *on_the_path)) if path.exists())


def _copies_beside() -> tuple[Path, ...]:
    """This package, and in a checkout what lies beside it: a checkout may be anywhere, even below a library folder."""
    return (_PACKAGE, *(_PACKAGE.parents[1] / name for name in ("solutions", "exercises", "tests", ".git")))


def _interpreters(folder: Path) -> Iterator[Path]:
    """Standard libraries and site-packages of interpreters; those of this one are looked at by themselves."""
    with contextlib.suppress(OSError):
        yield from (child for child in folder.resolve().iterdir() if child.name.startswith(_INTERPRETERS))


@cache
def _standard_library() -> tuple[Path, ...]:
    return tuple({Path(sysconfig.get_path(name)).resolve(): None for name in ("stdlib", "platstdlib")})


@cache
def _import_folders() -> tuple[Path, ...]:
    """The folders that modules are imported from, but for the standard library's."""
    own = {part for folder in _standard_library() for part in (folder, folder / "lib-dynload")}
    paths = (*sys.path, *(sysconfig.get_path(name) for name in ("purelib", "platlib")))
    folders = dict.fromkeys(Path(path).resolve() for path in paths if path)
    return tuple(folder for folder in folders if folder not in own and folder.is_dir())


def _installed(folder: Path, closed: Iterable[Path]) -> Iterator[str]:
    """What belongs to installed distributions other than this kit; what the kit lists as well is not theirs alone."""
    theirs, ours = _owners(folder)
    names = theirs - ours - {"__pycache__"}
    yield from _children(str(folder), lambda name: name in names, _beneath(closed))


def _ours(folder: Path) -> set[str]:
    """Names in this folder that belong to a distribution of the kit, or are called like it."""
    with contextlib.suppress(OSError):
        called_so = {name for name in os.listdir(folder) if name.lower().startswith(_OUR_NAME)}  # noqa: PTH208
        return (_owners(folder)[1] | called_so) - {".."}
    return set()


@cache
def _owners(folder: Path) -> tuple[set[str], set[str]]:
    """The names in a folder that distributions list as theirs: those of others, and those of this kit.

    A distribution of another name that carries an exercise of ours is a copy of the kit as well.
    """
    theirs: set[str] = set()
    ours: set[str] = set()
    exercise = min((path.name for path in (_PACKAGE / "curriculum").glob("e*")), default=_OUR_NAME).encode()
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.endswith((".dist-info", ".egg-info")):
                listing = _listing(Path(entry.path))
                copy = entry.name.lower().startswith(_OUR_NAME) or exercise in listing
                (ours if copy else theirs).update(_first_parts(listing), (entry.name,))
    return theirs, ours


def _listing(metadata: Path) -> bytes:
    """What a distribution says is its own: every file, or in the older format every package."""
    with contextlib.suppress(OSError):
        return (metadata / "RECORD").read_bytes()
    with contextlib.suppress(OSError):
        packages = (metadata / "top_level.txt").read_bytes().split()
        return b"\n".join(b"%s\n%s.py" % (name, name) for name in packages)
    return b""


def _first_parts(listing: bytes) -> set[str]:
    """The first part of each path; a listing has tens of thousands of lines."""
    parts = {line.split(b"/", 1)[0] for line in listing.splitlines()}
    names = {part.split(b",", 1)[0].strip(b'"\r') for part in parts}
    return {name.decode("utf-8", "replace") for name in names if name not in (b"", b"..", b".")}


def _without(folder: Path, closed: Iterable[Path]) -> Iterator[str]:
    """The folder, or where it contains something closed, its parts that do not."""
    yield from _open_parts(os.path.realpath(folder), _beneath(closed))


def _beneath(places: Iterable[Path]) -> tuple[str, ...]:
    return tuple(f"{place}{os.sep}" for place in places)


def _open_parts(path: str, closed: tuple[str, ...]) -> Iterator[str]:
    """As text, because thousands of paths are compared in the second that a learner waits."""
    beneath = path + os.sep
    if beneath.startswith(closed):
        return
    if any(place.startswith(beneath) for place in closed):
        yield from _children(path, lambda name: True, closed)
    else:
        yield path


def _children(path: str, wanted: Callable[[str], bool], closed: tuple[str, ...]) -> Iterator[str]:
    with contextlib.suppress(OSError):
        for child in os.scandir(path):
            if wanted(child.name) and not child.name.lower().startswith(_OUR_NAME):
                target = os.path.realpath(child.path) if child.is_symlink() else child.path
                yield from _open_parts(target, closed)
