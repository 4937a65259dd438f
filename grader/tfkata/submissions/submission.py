"""What one learner handed in: which file answers an exercise, its text, and what else lies there."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.errors import GraderError, SubmissionError
from tfkata.report import handed_in
from tfkata.results import Learner
from tfkata.settings import READING_SECONDS
from tfkata.submissions import candidates, file_names, left_out, parsed
from tfkata.submissions.archives import WithArchives
from tfkata.submissions.candidates import Ambiguous, Candidate, Standing
from tfkata.submissions.contents import CHECKPOINTS, Contents, Entry, Nothing
from tfkata.submissions.parsers import Budget

MAX_LOOSE = 50  # files that are called like no exercise: each is read for all exercises
SOLUTIONS = "solutions"
MAX_NAMED = 20  # files that are called like one exercise


@dataclass(frozen=True, slots=True)
class Submission:
    """What one learner handed in. `problem` says why nothing of it can be read.

    `files` are those called like an exercise, `loose` those that may hold answers under another name. What was found out is
    kept in `judged` and `reasons`, by path.
    """

    learner: Learner
    contents: Contents = field(default_factory=Nothing)
    files: dict[str, list[tuple[Entry, Standing]]] = field(default_factory=dict)
    loose: list[Entry] = field(default_factory=list)
    rest: list[Entry] = field(default_factory=list)
    problem: str = ""
    budget: Budget = field(default_factory=lambda: Budget(READING_SECONDS))
    said: tuple[str, ...] = ()
    judged: dict[str, list[PurePosixPath]] = field(default_factory=dict)
    reasons: dict[PurePosixPath, str] = field(default_factory=dict)
    found: dict[Entry, dict[str, str] | SubmissionError] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def read(self, exercise: Exercise) -> str | None:
        """The answer to an exercise as the text of a module, or None where there is none.

        Raises:
            SubmissionError: there is one, and it cannot be read; or two that differ.
            GraderError: this machine lets nothing be read.
        """
        if self.problem:
            raise SubmissionError(self.problem)
        with the_learners_problem(exercise.id):
            found = self.chosen(exercise)
            return found.text if found is not None else None

    def chosen(self, exercise: Exercise) -> Candidate | None:
        """The file that counts for an exercise, read; what does not count is noted with its reason.

        Raises:
            SubmissionError, GraderError: as `read`.
        """
        self.asked.add(exercise.id)
        named = self.files.get(exercise.id, [])
        if len(named) > MAX_NAMED:
            raise SubmissionError(f"{exercise.id} is there {len(named):,} times: keep one")
        found = [self._candidate(entry, standing, exercise) for entry, standing in named]
        if len(found) != 1 or not candidates.is_work(found[0], exercise):
            found += self._loose(exercise, alone=not found)
        if not found:
            return None
        try:
            choice = candidates.choose(exercise, found)
        except Ambiguous as error:
            self.reasons.update(
                (entry.path, f"answers {exercise.id}, and so does another") for entry in error.entries
            )
            raise
        self.judged[exercise.id] = [choice.counts.entry.path]
        self.reasons.update((entry.path, why) for entry, why in choice.others)
        return choice.counts

    def answers(self, exercise: Exercise) -> bool:
        """Whether there is an answer to it, readable or not."""
        if exercise.id in self.files:
            return True
        try:
            return bool(self.loose) and self.read(exercise) is not None
        except SubmissionError:
            return False

    def notes(self) -> list[str]:
        """For people, when everything asked for has been read: what was judged, what does not count and why, what else lies there."""
        judged = {path for paths in self.judged.values() for path in paths}
        reasons = {path: why for path, why in self.reasons.items() if path not in judged}
        others = [
            entry.path for name, files in self.files.items() if name not in self.asked for entry, _ in files
        ]
        for entry in (*self.loose, *self.rest):
            if entry.path in judged or entry.path in reasons:
                continue
            why = "" if self._is_of_no_interest(entry) else left_out.reason(entry)
            if why:
                reasons[entry.path] = why
            else:
                others.append(entry.path)
        if not (self.files or self.loose or reasons) and (nothing := handed_in.nothing_usable(others)):
            return [*self.said, nothing]
        return [*self.said, *handed_in.notes(self.judged, reasons.items(), others)]

    def _is_of_no_interest(self, entry: Entry) -> bool:
        """What nobody had a reason to open, and copies that Jupyter keeps of what was judged."""
        unread = entry in self.loose and entry not in self.found
        return unread or (CHECKPOINTS in entry.path.parts and bool(self.judged))

    def _loose(self, exercise: Exercise, *, alone: bool) -> list[Candidate]:
        """Files that are not called like an exercise and define what this one asks for, and those that cannot be read."""
        if len(self.loose) > MAX_LOOSE and not alone:
            return []
        if len(self.loose) > MAX_LOOSE:
            raise SubmissionError(
                f"{exercise.id}: one of {len(self.loose):,} notebooks? Call the one it is in {exercise.id}.ipynb"
            )
        found = []
        for entry in self.loose:
            texts = self._texts(entry)
            if isinstance(texts, SubmissionError):
                found.append(Candidate(entry, Standing.LOOSE, refused=texts))
            elif exercise.id in texts:
                found.append(Candidate(entry, Standing.LOOSE, texts[exercise.id]))
        return found

    def _texts(self, entry: Entry) -> dict[str, str] | SubmissionError:
        """What a file of another name has for all exercises, found out once."""
        if entry not in self.found:
            try:
                self.found[entry] = self._read_for_all(entry)
            except SubmissionError as error:
                self.found[entry] = error
                why = str(error).removeprefix(f"{entry.path}: ")
                self.reasons[entry.path] = f"cannot be read ({why})"
        return self.found[entry]

    def _read_for_all(self, entry: Entry) -> dict[str, str]:
        content = charged(self.budget, self.contents, entry)
        every = records.exercises()
        if parsed.is_notebook(content, entry.path):
            return parsed.answers(content, entry.path, every.values(), self.budget, only_defined=True)
        name = file_names.mentioned(entry.path)
        return {name: parsed.module_text(content, entry.path, every[name], self.budget)} if name else {}

    def _candidate(self, entry: Entry, standing: Standing, exercise: Exercise) -> Candidate:
        try:
            content = charged(self.budget, self.contents, entry)
            return Candidate(entry, standing, parsed.module_text(content, entry.path, exercise, self.budget))
        except SubmissionError as error:
            return Candidate(entry, standing, refused=error)


def opened(
    learner: Learner,
    contents: Contents,
    name: str,
    seconds: float = READING_SECONDS,
    said: Iterable[str] = (),
) -> Submission:
    """Look which exercises are in contents. Never raises: what cannot be read says so in `problem`."""
    budget = Budget(seconds)
    begun = time.thread_time()
    inside = WithArchives(contents, lambda where, entry: charged(budget, where, entry))
    try:
        with the_learners_problem(name):
            entries = inside.entries()
    except SubmissionError as error:
        return Submission(learner, inside, problem=str(error), said=tuple(said))
    files: dict[str, list[tuple[Entry, Standing]]] = {}
    loose, rest = [], []
    everything = {entry.path for entry in entries}
    for found in entries:
        entry = _of_the_kit(found, everything)
        named = file_names.named(entry.path)
        if entry.refused:
            rest.append(entry)
        elif named is not None:
            standing = Standing.NAMED if named.plain else Standing.ALMOST
            files.setdefault(named.exercise, []).append((entry, standing))
        elif file_names.kind(entry.path) == file_names.NOTEBOOK or file_names.mentioned(entry.path):
            loose.append(entry)
        else:
            rest.append(entry)
    budget.spend(time.thread_time() - begun)  # a learner who packs thousands of files pays for the search
    return Submission(learner, inside, files, loose, rest, budget=budget, said=tuple(said))


def _of_the_kit(entry: Entry, everything: Collection[PurePosixPath]) -> Entry:
    """In a copy of the whole kit, or of a course laid out like it, `solutions` beside `exercises` is nobody's work."""
    folder = entry.path.parent
    if folder.name == SOLUTIONS and folder.parent / candidates.WORKSPACE / entry.path.name in everything:
        return replace(entry, refused=f"is the reference answer beside {candidates.WORKSPACE}")
    return entry


def charged(budget: Budget, contents: Contents, entry: Entry) -> bytes:
    """The content of a file, its seconds charged to the budget.

    Raises:
        SubmissionError: it cannot be read, or all that may be spent on reading is spent.
    """
    if budget.left <= 0:
        raise budget.refusal()
    begun = time.thread_time()
    try:
        return contents.read(entry)
    finally:
        budget.spend(time.thread_time() - begun)


@contextmanager
def the_learners_problem(what: str) -> Iterator[None]:
    """The learner chooses every byte that is read here: one whom no reader is prepared for stops no class."""
    try:
        yield
    except (SubmissionError, GraderError):
        raise
    except OSError as error:  # without the path: where it lies is not the learner's affair
        raise SubmissionError(f"{what}: cannot be read: {error.strerror or type(error).__name__}") from error
    except Exception as error:  # of readers of zip files, JSON, Python, …
        raise SubmissionError(f"{what}: cannot be read ({type(error).__name__}: {error})"[:300]) from error
