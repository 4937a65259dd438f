"""Finds who handed in what: folders, zip files, notebooks and git repositories, one learner each, and downloads of a class.

The layout is documented in docs/grading.md. A submission that cannot be read is a finding about that learner, never
an error of the whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from tfkata.errors import SubmissionError, UsageError
from tfkata.files import reading
from tfkata.results import Learner
from tfkata.settings import READING_SECONDS
from tfkata.submissions import conventions, file_names, gradescope, people, shape
from tfkata.submissions.archives import OTHER_KINDS
from tfkata.submissions.contents import Contents, FolderContents, Nothing, OneFile, Part, Several
from tfkata.submissions.conventions import Convention, Said
from tfkata.submissions.items import Item
from tfkata.submissions.repository import GitContents, is_bare
from tfkata.submissions.shape import Shape
from tfkata.submissions.submission import Submission, opened
from tfkata.submissions.tries import LastTry, is_late
from tfkata.submissions.zips import ZipContents

_Part = Callable[[Item, str], Contents]
_Uploads = list[tuple[Said, Item]]

__all__ = ["Handed", "Submission", "described", "discover", "left_out"]

SUFFIXES = (".zip", ".ipynb")
LARGEST_METADATA = 16 << 20


@dataclass(frozen=True, slots=True)
class Handed:
    """A submission that has not been looked into yet; without a place, nothing was handed in.

    `also` are other ids by which a roster may know this learner; `source` is the platform whose download says so.
    """

    learner: Learner
    place: Path | None
    branch: str | None = None
    is_link: bool = False
    seconds: float = READING_SECONDS
    also: tuple[str, ...] = ()
    source: str = ""
    notes: tuple[str, ...] = ()
    contents: Contents | None = None

    def open(self) -> Submission:
        """Looks which exercises are in it. Never raises: what cannot be read says so in `problem`."""
        if self.place is None:
            return Submission(self.learner)
        if self.is_link:
            why = f"{self.place.name}: is a link, and links are not followed: hand in what it leads to"
            return Submission(self.learner, problem=why)
        return opened(self.learner, self.inside(), self.place.name, self.seconds, self.notes)

    def inside(self) -> Contents:
        """The files as they were handed in; zip files among them are files."""
        if self.place is None or self.is_link:
            return Nothing()
        return self.contents or _contents_of(self.place, self.branch)


def discover(
    paths: Sequence[Path],
    *,
    branch: str | None = None,
    leave_out: Path | None = None,
    seconds: float = READING_SECONDS,
    naming: str | None = None,
) -> list[Handed]:
    """Every submission below the given paths, sorted by learner. `leave_out` is a folder of ours.

    Reading one of them may take `seconds` of a processor. `naming` says what names mean, where that is not to be found out.

    Raises:
        UsageError: a path that is not there, or could be two things; nothing found, or two submissions of one learner.
    """
    found: dict[str, Handed] = {}
    for path in dict.fromkeys(paths):
        for handed in _handed(path, leave_out, naming):
            other = found.setdefault(handed.learner.id, replace(handed, branch=branch, seconds=seconds))
            if (other.place, other.contents) != (handed.place, handed.contents):
                raise UsageError(
                    f"{handed.learner.id}: two submissions, {other.place} and {handed.place}: leave one of them out"
                )
    if not found:
        raise UsageError(
            f"{', '.join(map(str, paths))}: no submissions there: one folder, zip file, notebook or repository "
            "per learner is wanted"
        )
    return [found[learner] for learner in sorted(found)]


def described(handed: Sequence[Handed]) -> list[str]:
    """A line for each platform whose names were recognised."""
    by_source: dict[str, list[Handed]] = defaultdict(list)
    for one in handed:
        if one.source:
            by_source[one.source].append(one)
    lines = []
    for source, those in sorted(by_source.items()):
        late = sum(_LATE in one.notes for one in those)
        count = "1 learner" if len(those) == 1 else f"{len(those):,} learners"
        how = f"read by {source}" if source == conventions.OWN else f"read as {source}"
        lines.append(f"{how}: {count}" + (f", {late:,} late" if late else ""))
    return lines


def left_out(paths: Sequence[Path], known: Sequence[Path] = (), naming: str | None = None) -> list[str]:
    """Names of files in a class that are no submission: an archive of another kind, a hand-out. `known` are ours."""
    ours = {path.resolve() for path in known}
    found = []
    for path in paths:
        is_folder = path.is_dir() and not is_bare(path)
        if not is_folder and path.suffix.lower() != ".zip":
            continue
        try:
            here = shape.of_folder(path, naming) if is_folder else _of_zip(path, naming)[0]
        except SubmissionError:
            continue
        if here.is_class:
            names = {item.name for item in here.items if not _is_submission(item, here)}
            if here.convention is not None and here.convention.key == conventions.GRADESCOPE:
                names.discard(gradescope.METADATA)  # it has been read
            found += [name for name in (*names, *here.beside) if (path / name).resolve() not in ours]
    return sorted(found)


_LATE = "Handed in late, according to its name."


def _is_submission(item: Item, here: Shape) -> bool:
    if item.name in here.hand_outs:
        return False
    if here.convention is not None:
        return here.convention.match(item.name) is not None
    suffix = Path(item.name).suffix.lower()
    if item.is_folder or suffix in SUFFIXES:
        return True
    return suffix in OTHER_KINDS and people.may_be_a_person(item) and not _is_beside(item, here)


def _is_beside(archive: Item, here: Shape) -> bool:
    """Whether its learner has also handed in something that can be opened."""
    learner = file_names.composed(_stem(archive.name))
    others = (one for one in here.items if one.is_folder or Path(one.name).suffix.lower() in SUFFIXES)
    return any(
        file_names.composed(one.name if one.is_folder else _stem(one.name)) == learner for one in others
    )


def _handed(path: Path, leave_out: Path | None, naming: str | None) -> Iterator[Handed]:
    """The path itself, or what is in it if it holds a class."""
    try:
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder")
        if not path.is_dir():
            if path.suffix.lower() not in SUFFIXES:
                raise UsageError(f"{path}: not a folder, zip file or notebook{_advice(path)}")
            yield from _of_file(path, naming)
        elif is_bare(path):
            yield _one(path)
        else:
            yield from _of_folder(path, leave_out, naming)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None


def _advice(path: Path) -> str:
    if path.suffix.lower() in OTHER_KINDS:
        return ": unpack it, and name the folder"
    if file_names.kind(PurePosixPath(path.name)) is not None:
        return f": `tfkata check {path.name}` grades a single answer"
    return ""


def _one(place: Path, *, is_link: bool = False) -> Handed:
    name = place.name if place.is_dir() and place.suffix != ".git" else _stem(place.name)
    unopened = OneFile(place) if place.suffix.lower() in OTHER_KINDS and not place.is_dir() else None
    return Handed(Learner(file_names.composed(name)), place, is_link=is_link, contents=unopened)


def _stem(name: str) -> str:
    """A name without its ending: of `ada.tar.gz` both of them."""
    path = PurePosixPath(name)
    return _stem(path.stem) if PurePosixPath(path.stem).suffix.lower() in OTHER_KINDS else path.stem


def _of_folder(path: Path, leave_out: Path | None, naming: str | None) -> Iterator[Handed]:
    here = shape.of_folder(path, naming)
    if not here.is_class:
        yield _one(path)
        return
    folder = path / here.below
    if here.convention is not None:
        yield from _by_names(folder, here, here.convention, partial(_child, folder), _metadata(folder))
        return
    children = [folder / item.name for item in here.items if _is_submission(item, here)]
    children = [child for child in children if leave_out is None or child.resolve() != leave_out.resolve()]
    if len(children) == 1 and naming is None and _is_a_zip(children[0]):
        yield from _of_file(children[0], naming)
        return
    for child in children:
        yield from _downloaded(child) or [_one(child, is_link=child.is_symlink())]


def _of_file(path: Path, naming: str | None) -> Iterator[Handed]:
    if path.suffix.lower() == ".ipynb":
        yield _one(path)
        return
    try:
        here, contents = _of_zip(path, naming)
    except SubmissionError:  # it says so when it is opened
        yield _one(path)
        return
    if not here.is_class:
        yield _one(path)
    else:
        yield from _in_zip(path, here, contents)


def _of_zip(path: Path, naming: str | None) -> tuple[Shape, ZipContents]:
    contents = ZipContents(path)
    return shape.of_archive(path, contents, contents.entries_of_a_class(), naming), contents


def _is_a_zip(path: Path) -> bool:
    return path.suffix.lower() == ".zip" and not path.is_symlink() and not path.is_dir()


def _downloaded(path: Path) -> list[Handed]:
    """The learners in a zip file that lies in the folder of a class, if a platform packed it."""
    if not _is_a_zip(path):
        return []
    contents = ZipContents(path)
    try:
        here = shape.of_archive_in_a_class(contents, contents.entries_of_a_class())
    except (SubmissionError, UsageError):
        return []
    return list(_in_zip(path, here, contents)) if here is not None else []


def _in_zip(path: Path, here: Shape, contents: ZipContents) -> Iterator[Handed]:
    if here.convention is not None:
        metadata = _metadata_in(here, contents)
        yield from _by_names(path, here, here.convention, partial(_member, contents), metadata)
        return
    for item in here.items:
        if _is_submission(item, here):
            name = item.name.removesuffix(".git") if item.is_folder else _stem(item.name)
            yield Handed(Learner(name), path, contents=_member(contents, item, ""))


def _by_names(
    place: Path, here: Shape, convention: Convention, part: _Part, metadata: dict[str, list[Said]]
) -> Iterator[Handed]:
    """Everybody whom the names of files and folders name, with all that is theirs."""
    uploads: dict[str, list[tuple[Said, Item]]] = defaultdict(list)
    names = conventions.all_said(convention, [item.name for item in here.items])
    for item in here.items:
        said = names.get(item.name)
        for person in metadata.get(item.name, [said] if said else []):
            uploads[person.person].append((person, item))
    ids = [those[0][0].id for those in uploads.values()]
    for _, those in sorted(uploads.items()):
        first = those[0][0]
        # Of two people of one name each is called by the number, too.
        id_ = first.id if ids.count(first.id) == 1 else " ".join((first.id, *first.also[:1]))
        theirs = [one for one in those if not one[0].is_feedback]
        newest, older = _newest(theirs) if theirs else ([], [])
        late = any(said.late or (item.is_folder and is_late(item.inside)) for said, item in newest)
        notes = [_LATE] if late else []
        notes += [f"`{item.name}` does not count: a newer one was handed in." for _, item in older]
        notes += [
            f"`{item.name}` does not count: it is feedback." for said, item in those if said.is_feedback
        ]
        parts = [part(item, said.file) for said, item in newest]
        yield Handed(
            Learner(file_names.composed(id_), name=first.name if first.name != id_ else ""),
            place,
            also=first.also,
            source=convention.words if convention.key != "regex" else convention.title,
            notes=tuple(notes),
            contents=LastTry(
                Several(
                    [
                        (f"{n}" if len(parts) > 1 and _clash(newest) else "", one)
                        for n, one in enumerate(parts, 1)
                    ]
                )
            ),
        )


def _clash(uploads: Sequence[tuple[Said, Item]]) -> bool:
    """Whether two uploads would have one path."""
    names = [said.file or ("" if item.is_folder else item.name) for said, item in uploads]
    return len({name for name in names if name}) < len([name for name in names if name])


def _newest(uploads: _Uploads) -> tuple[_Uploads, _Uploads]:
    """The uploads that count, and those that were replaced: all of an earlier time, or an earlier one of the same file."""
    last = max(said.when for said, _ in uploads)
    counts = [one for one in uploads if one[0].when == last]
    older = [one for one in uploads if one[0].when != last]
    names = {said.file for said, _ in counts}
    newest: dict[object, tuple[Said, Item]] = {}
    for said, item in counts:
        key = _called(said, names) or item.name
        other = newest.get(key)
        if other is None or other[0].order < said.order:
            newest[key] = (said, item)
            older += [other] if other is not None else []
        else:
            older.append((said, item))
    return list(newest.values()), older


def _called(said: Said, names: set[str]) -> object:
    """What two uploads of one file have in common. Canvas adds `-1` to the name of the second."""
    if not said.order:
        return None
    known = file_names.named(PurePosixPath(said.file))
    if known is not None:
        return known.exercise, known.kind
    first = re.sub(r"-\d+(?=(\.\w+)?$)", "", said.file)
    return first if first in names else said.file


def _child(folder: Path, item: Item, called: str) -> Contents:
    """A file or folder of a class's folder, as contents."""
    path = folder / item.name
    return FolderContents(path) if item.is_folder and not path.is_symlink() else OneFile(path, called)


def _member(contents: Contents, item: Item, called: str) -> Contents:
    """A file or folder of an archive, as contents."""
    if not item.is_folder:
        (entry,) = item.files[:1]
        if PurePosixPath(item.name).suffix.lower() == ".zip" and not called:
            return Part(contents, {replace(entry, path=PurePosixPath(item.name)): entry})
        return Part(contents, {replace(entry, path=PurePosixPath(called or item.name)): entry})
    below = [entry for entry in item.files if len(entry.path.parts) > item.depth]
    return Part(contents, {replace(e, path=PurePosixPath(*e.path.parts[item.depth :])): e for e in below})


def _metadata(folder: Path) -> dict[str, list[Said]]:
    """Who handed in what, where Gradescope says so in a file of its own."""
    path = folder / gradescope.METADATA
    if not path.is_file():
        return {}
    content = reading.read_bytes(path, limit=LARGEST_METADATA, name=path.name)
    return gradescope.people(reading.decoded(content, path.name))


def _metadata_in(here: Shape, contents: Contents) -> dict[str, list[Said]]:
    for item in here.items:
        if item.name == gradescope.METADATA and not item.is_folder:
            return gradescope.people(reading.decoded(contents.read(item.files[0]), item.name))
    return {}


def _contents_of(place: Path, branch: str | None) -> Contents:
    if not place.is_dir():
        return OneFile(place) if place.suffix.lower() == ".ipynb" else ZipContents(place)
    if is_bare(place):
        return GitContents(place, branch)
    if branch is not None and is_bare(place / ".git") and not (place / ".git").is_symlink():
        return GitContents(place / ".git", branch)
    return FolderContents(place)
