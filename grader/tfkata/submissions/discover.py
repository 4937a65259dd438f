"""Finds who handed in what: folders, zip files, notebooks and git repositories, one learner each.

The layout is documented in docs/grading.md. A submission that cannot be read is a finding about that learner, never
an error of the whole.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tfkata.catalog import records
from tfkata.errors import GraderError, SubmissionError, UsageError
from tfkata.files import reading
from tfkata.results import Learner
from tfkata.settings import READING_SECONDS
from tfkata.submissions import parsed
from tfkata.submissions.contents import Contents, Entry, FolderContents, is_hidden, read_file
from tfkata.submissions.parsers import Budget
from tfkata.submissions.repository import GitContents, is_bare
from tfkata.submissions.zips import ZipContents

__all__ = ["Handed", "Submission", "discover", "left_out"]

WORKSPACE = "exercises"
SUFFIXES = (".zip", ".ipynb")
MAX_LOOSE = 50  # notebooks that are called like no exercise: each is read again for each exercise


@dataclass(frozen=True, slots=True)
class Submission:
    """What one learner handed in. `problem` says why nothing of it can be read."""

    learner: Learner
    contents: Contents
    files: dict[str, list[Entry]] = field(default_factory=dict)
    loose: list[Entry] = field(default_factory=list)
    problem: str = ""
    budget: Budget = field(default_factory=lambda: Budget(READING_SECONDS))
    found: dict[Entry, dict[str, str] | SubmissionError] = field(default_factory=dict)

    def read(self, exercise: records.Exercise) -> str | None:
        """The answer to an exercise as the text of a module, or None where there is none.

        Raises:
            SubmissionError: there is one, and it cannot be read.
            GraderError: this machine lets nothing be read.
        """
        if self.problem:
            raise SubmissionError(self.problem)
        with _the_learners_problem(exercise.id):
            return self._answer(exercise)

    def _answer(self, exercise: records.Exercise) -> str | None:
        found = self.files.get(exercise.id, [])
        if not found:
            return self._from_loose_notebooks(exercise)
        texts = [self._text(entry, exercise) for entry in found[:2]]
        if len(texts) == 2 and found[0].path.suffix != found[1].path.suffix:
            return next((t for t in texts if not _is_untouched(t, exercise)), texts[0])
        if len(found) > 1:
            places = " and ".join(str(entry.path) for entry in found[:3])
            raise SubmissionError(f"{exercise.id} is there more than once ({places}): keep one")
        return texts[0]

    def _from_loose_notebooks(self, exercise: records.Exercise) -> str | None:
        """From a notebook that is not called like an exercise: if it defines what this exercise asks for."""
        if len(self.loose) > MAX_LOOSE:
            raise SubmissionError(
                f"{exercise.id}: one of {len(self.loose):,} notebooks? Call the one it is in {exercise.id}.ipynb"
            )
        for entry in self.loose:
            text = self._loose_texts(entry).get(exercise.id)
            if text is not None:
                return text
        return None

    def _loose_texts(self, entry: Entry) -> dict[str, str]:
        """What a notebook has for all exercises, found out once."""
        if entry not in self.found:
            every = records.exercises().values()
            try:
                content = self._content(entry)
                self.found[entry] = parsed.answers(content, entry.path, every, self.budget, only_defined=True)
            except SubmissionError as error:
                self.found[entry] = error
        found = self.found[entry]
        if isinstance(found, SubmissionError):
            raise found
        return found

    def _text(self, entry: Entry, exercise: records.Exercise) -> str:
        """A file as the text of a module.

        Raises:
            SubmissionError: not readable, not text, not a notebook, or all that may be spent on reading is spent.
        """
        content = self._content(entry)
        if entry.path.suffix != ".ipynb":
            return reading.decoded(content, entry.path)
        return parsed.answers(content, entry.path, [exercise], self.budget)[exercise.id]

    def _content(self, entry: Entry) -> bytes:
        if self.budget.left <= 0:
            raise self.budget.refusal()
        begun = time.thread_time()
        try:
            return self.contents.read(entry)
        finally:
            self.budget.spend(time.thread_time() - begun)


@dataclass(frozen=True, slots=True)
class Handed:
    """A submission that has not been looked into yet; without a place, nothing was handed in."""

    learner: Learner
    place: Path | None
    branch: str | None = None
    is_link: bool = False
    seconds: float = READING_SECONDS

    def open(self) -> Submission:
        """Looks which exercises are in it. Never raises: what cannot be read says so in `problem`."""
        if self.place is None:
            return Submission(self.learner, _Nothing())
        if self.is_link:
            why = f"{self.place.name}: is a link, and links are not followed: hand in what it leads to"
            return Submission(self.learner, _Nothing(), problem=why)
        contents = _contents_of(self.place, self.branch)
        try:
            with _the_learners_problem(self.place.name):
                entries = contents.entries()
        except SubmissionError as error:
            return Submission(self.learner, contents, problem=str(error))
        files = {name: answers for name in records.exercises() if (answers := _answers(name, entries))}
        loose = [e for e in entries if e.path.suffix == ".ipynb" and e.path.stem not in records.exercises()]
        return Submission(self.learner, contents, files, loose, budget=Budget(self.seconds))


def discover(
    paths: Sequence[Path],
    *,
    branch: str | None = None,
    leave_out: Path | None = None,
    seconds: float = READING_SECONDS,
) -> list[Handed]:
    """Every submission below the given paths, sorted by learner. `leave_out` is a folder of ours.

    Reading one of them may take `seconds` of a processor.

    Raises:
        UsageError: a path that is not there, nothing found, or two submissions of one learner.
    """
    found: dict[str, Handed] = {}
    for path in paths:
        for place in _places(path, leave_out):
            learner = Learner(_id_of(place))
            is_link = place != path and place.is_symlink()  # who runs this may well name a link
            other = found.setdefault(learner.id, Handed(learner, place, branch, is_link, seconds))
            if other.place != place:
                raise UsageError(
                    f"{learner.id}: two submissions, {other.place} and {place}: leave one of them out"
                )
    if not found:
        raise UsageError(
            f"{', '.join(map(str, paths))}: no submissions there: one folder, zip file, notebook or repository "
            "a learner is wanted"
        )
    return [found[learner] for learner in sorted(found)]


def _places(path: Path, leave_out: Path | None) -> Iterator[Path]:
    """The path itself, or what is in it if it is the folder of a class."""
    try:
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder")
        if not path.is_dir():
            if not _is_one_file(path):
                raise UsageError(f"{path}: not a folder, zip file or notebook")
            yield path
            return
        if is_bare(path) or _holds_exercises(path):
            yield path
            return
        children = sorted(path.iterdir())
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
    for child in children:
        ours = leave_out is not None and child.resolve() == leave_out.resolve()
        if not is_hidden(child.name) and not ours and (child.is_dir() or _is_one_file(child)):
            yield child


def left_out(paths: Sequence[Path], known: Sequence[Path] = ()) -> list[str]:
    """Names of files in the folder of a class that are no submission: an archive of another kind, say. `known` are ours."""
    classes = [path for path in paths if path.is_dir() and not is_bare(path) and not _holds_exercises(path)]
    files = [child for folder in classes for child in folder.iterdir() if not child.is_dir()]
    ours = {path.resolve() for path in known}
    odd = (c for c in files if not is_hidden(c.name) and not _is_one_file(c) and c.resolve() not in ours)
    return sorted(child.name for child in odd)


def _is_one_file(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _holds_exercises(folder: Path) -> bool:
    """Whether a folder is one learner's: exercises lie in it, or in `exercises` below it."""
    names = {name for place in (folder, folder / WORKSPACE) if place.is_dir() for name in os.listdir(place)}  # noqa: PTH208
    return any(f"{name}{suffix}" in names for name in records.exercises() for suffix in (".py", ".ipynb"))


def _id_of(place: Path) -> str:
    return place.name if place.is_dir() and place.suffix != ".git" else place.stem


def _contents_of(place: Path, branch: str | None) -> Contents:
    if not place.is_dir():
        return _OneFile(place) if place.suffix.lower() == ".ipynb" else ZipContents(place)
    if is_bare(place):
        return GitContents(place, branch)
    if branch is not None and is_bare(place / ".git") and not (place / ".git").is_symlink():
        return GitContents(place / ".git", branch)
    return FolderContents(place)


def _answers(name: str, entries: list[Entry]) -> list[Entry]:
    """The files that answer an exercise: of those of its name, the ones in `exercises`, else the least deep."""
    named = [e for e in entries if e.path.stem == name and e.path.suffix in (".py", ".ipynb")]
    if not named:
        return []
    ranks = [(e.path.parent.name != WORKSPACE, len(e.path.parts)) for e in named]
    least = min(ranks)
    best = [e for e, rank in zip(named, ranks, strict=True) if rank == least]
    return sorted(best, key=lambda entry: entry.path.suffix, reverse=True)


class _OneFile:
    """A single notebook handed in as it is."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def entries(self) -> list[Entry]:
        return [Entry(PurePosixPath(self._path.name))]

    def read(self, entry: Entry) -> bytes:
        return read_file(self._path.parent, entry.path)


class _Nothing:
    """Of somebody who is in the roster and handed nothing in."""

    def entries(self) -> list[Entry]:
        return []

    def read(self, entry: Entry) -> bytes:
        raise SubmissionError(f"{entry.path}: nothing was handed in")


@contextmanager
def _the_learners_problem(what: str) -> Iterator[None]:
    """Whoever hands in chooses every byte that is read here: one whom no reader is prepared for stops no class."""
    try:
        yield
    except (SubmissionError, GraderError):
        raise
    except OSError as error:  # without the path: where it lies is not the learner's affair
        raise SubmissionError(f"{what}: cannot be read: {error.strerror or type(error).__name__}") from error
    except Exception as error:  # of readers of zip files, JSON, Python, …
        raise SubmissionError(f"{what}: cannot be read ({type(error).__name__}: {error})"[:300]) from error


def _is_untouched(text: str, exercise: records.Exercise) -> bool:
    return parsed.stubs(exercise, text) == set(exercise.functions)
