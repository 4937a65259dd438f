"""What lies in a folder or a zip file, one thing beside another, and the files in each: found when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path, PurePosixPath

from tfkata.errors import SubmissionError
from tfkata.submissions import file_names
from tfkata.submissions.archives import WithArchives
from tfkata.submissions.contents import ARCHIVE, Contents, Entry, FolderContents, Part, is_hidden
from tfkata.submissions.parsers import Budget
from tfkata.submissions.submission import charged, the_learners_problem
from tfkata.submissions.zips import ZipContents

STORE = "results.sqlite"  # in a folder with it lie results
DEEP = 2  # folders below the first, in which an answer shows that a folder is somebody's
SECONDS = 2.0  # of computing, to see what the zip files in one item hold


class Item:
    """A file or folder that lies at the top; `look` finds the files in it, which is done when somebody asks.

    Of a zip file these are its members; of another file, itself. `files` are those of an archive, `depth` folders below its top.
    """

    def __init__(
        self, name: str, is_folder: bool, look: Callable[[], list[Entry]], files: list[Entry], depth: int = 0
    ) -> None:
        self.name, self.is_folder = name, is_folder
        self.files, self.depth = files, depth
        self._look = look

    @cached_property
    def inside(self) -> list[PurePosixPath]:
        """Paths of files below it, as far as they can be known."""
        try:
            return [entry.path for entry in self._look()]
        except SubmissionError:
            return []

    @cached_property
    def answers(self) -> set[str]:
        """Exercises that files below it are called like."""
        found = (file_names.named(path) for path in self.inside if _folders(path) <= DEEP)
        return {one.exercise for one in found if one is not None and one.plain}


def _folders(path: PurePosixPath) -> int:
    """How deep a file lies. A zip file is no folder more: somebody packed the work, and that is all."""
    return sum(not part.lower().endswith(ARCHIVE) for part in path.parts[:-1])


def in_archive(contents: Contents, entries: Iterable[Entry], below: PurePosixPath) -> list[Item]:
    """What lies in a folder of an archive, without what nobody has to hear of."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        parts = entry.path.parts
        if parts[: len(below.parts)] == below.parts and len(parts) > len(below.parts):
            found.setdefault(parts[len(below.parts)], []).append(entry)
    return [_packed(contents, below / name, found[name]) for name in sorted(found) if not is_hidden(name)]


def _packed(contents: Contents, path: PurePosixPath, files: list[Entry]) -> Item:
    depth = len(path.parts)
    if any(len(entry.path.parts) > depth for entry in files):
        below = {
            replace(e, path=PurePosixPath(*e.path.parts[depth:])): e for e in files if e.path.parts[depth:]
        }
        return Item(path.name, True, partial(_unpacked, Part(contents, below)), files, depth)
    if path.suffix.lower() == ARCHIVE:
        return Item(
            path.name, False, lambda: ZipContents(contents.read(files[0]), path.name).entries(), files
        )
    return Item(path.name, False, lambda: [replace(files[0], path=PurePosixPath(path.name))], files)


def in_folder(folder: Path) -> list[Item]:
    """What lies in a folder, without results of an earlier run. What cannot be read holds nothing, here."""
    children = sorted(
        child for child in folder.iterdir() if not is_hidden(child.name) and not _is_ours(child)
    )
    return [Item(child.name, child.is_dir(), partial(_below, child), []) for child in children]


def _is_ours(path: Path) -> bool:
    try:
        return (path / STORE).is_file()
    except OSError:
        return False


def _below(path: Path) -> list[Entry]:
    if path.is_symlink():
        return []
    if path.is_dir():
        return _unpacked(FolderContents(path, depth=DEEP))
    if path.suffix.lower() == ARCHIVE:
        return ZipContents(path).entries()
    return [Entry(PurePosixPath(path.name))]


def _unpacked(contents: Contents) -> list[Entry]:
    """Files, those in zip files among them: a learner may have packed the work before handing it in."""
    budget = Budget(SECONDS)
    with the_learners_problem("what lies there"):
        return WithArchives(contents, lambda where, entry: charged(budget, where, entry)).entries()


def lying_in(item: Item) -> list[Item]:
    """What lies at the top of a folder or zip file."""
    lying: dict[str, list[PurePosixPath]] = {}
    for path in item.inside:
        lying.setdefault(path.parts[0], []).append(path)
    return [Item(name, len(those[0].parts) > 1, partial(_cut, those), []) for name, those in lying.items()]


def _cut(paths: Sequence[PurePosixPath]) -> list[Entry]:
    """Files by their paths below the first folder."""
    return [Entry(PurePosixPath(*path.parts[1:])) for path in paths if len(path.parts) > 1]
