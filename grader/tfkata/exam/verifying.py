"""Verify an archive, on any machine: the chain of its journal, the files that it names, and every kept model, marked again."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tfkata.errors import GraderError, UsageError
from tfkata.exam import archive, clock, issuing, journal, result
from tfkata.exam.archive import Archive
from tfkata.exam.journal import FINISH, START, SUBMIT, Entry
from tfkata.exam.marking import Mark
from tfkata.exam.paper import HIGHEST, Paper
from tfkata.exam.sitting import Marking, best_of, paper_of
from tfkata.files.temporary import WorkFolder
from tfkata.files.writing import replace_file


@dataclass(frozen=True)
class Course:
    """Who issued papers: the key that says so, and the secret, where it is known."""

    key: str
    secret: bytes | None = None

    @classmethod
    def of(cls, secret: bytes) -> Course:
        return cls(issuing.public_key(secret), secret)


@dataclass(frozen=True)
class Verified:
    """What was found. Without faults, `result` is what the journal says and what the models give.

    `learner` is whose paper it is, where a signature that fits says so; `notes` say what was not looked at.
    """

    result: dict[str, Any] | None
    faults: list[str] = field(default_factory=list)
    learner: str | None = None
    notes: list[str] = field(default_factory=list)


def verify(
    path: Path, marking: Marking, *, seal: str | None = None, course: Course | None = None
) -> Verified:
    """Look at everything that can be looked at, and name what is wrong.

    Args:
        seal: of this journal, as it was told. course: which should have issued its paper.

    Raises:
        UsageError: it is no archive of an exam. GraderError: a model could not be marked here.
    """
    return verified(archive.read(path), marking, seal=seal, course=course)


def verified(
    found: Archive, marking: Marking, *, seal: str | None = None, course: Course | None = None
) -> Verified:
    """The same of an archive that was read.

    Raises:
        GraderError: a model could not be marked here.
    """
    entries, faults = journal.read(found.journal)
    if not entries or (faults and not _is_whole(entries)):
        return Verified(None, faults)
    key = course.key if course is not None else None
    learner = issuing.learner_of(entries[0].data, key) if "issued" in entries[0].data else None
    try:
        paper = paper_of(entries)
    except UsageError as error:
        return Verified(None, [*faults, str(error)], learner)
    faults += _of_events(entries, paper)
    if seal is not None and entries[-1].hash[:16] != seal.strip().lower():
        faults.append(
            f"the seal of the journal is {entries[-1].hash[:16]}, not {seal.strip()}: it was written again"
        )
    if key is not None and (unissued := issuing.fault(entries[0].data, key)) is not None:
        faults.append(unissued)
    if any("cannot be judged" in fault for fault in faults):
        return Verified(None, faults, learner)
    named = {str(entry.data.get(name)) for entry in entries for name in ("sha256", "code")}
    faults += [f"{name[:24]}…: a file that the journal does not name" for name in found.unnamed(named)]
    sealed = issuing.sealed(course.secret, learner) if course and course.secret and learner else None
    at_once: dict[int, Mark] = {}
    finals: dict[int, Mark] | None = {} if paper.is_open and sealed else None
    place = WorkFolder()
    try:
        for number, task_id in enumerate(paper.tasks, start=1):
            again = _again(found, entries, number, marking, place.path)
            faults += again.of_task(task_id, at_once)
            if finals is not None:
                again.in_the_end(f"{task_id}:{sealed}", finals)
    finally:
        place.remove()
    notes = [_NOT_FINAL] if paper.is_open and finals is None else []
    return Verified(result.of(entries, at_once, finals), faults, learner, notes)


_NOT_FINAL = "these are the scores at once: the final ones count rows that the secret of the course draws, and it is not here"


def every(
    paths: Iterable[Path], marking: Marking, *, course: Course | None = None
) -> Iterator[tuple[Path, Verified]]:
    """The archives among these paths and in these folders, one after the other. What is none, or could not be marked on this
    machine, has that for a fault.

    Raises:
        UsageError: there is no archive.
    """
    found = [one for path in paths for one in (sorted(path.glob("*.zip")) if path.is_dir() else [path])]
    if not found:
        raise UsageError("no archive of an exam there: `tfkata exam finish` writes one (exam-….zip)")
    for path in found:
        try:
            yield path, verify(path, marking, course=course)
        except UsageError as error:
            yield path, Verified(None, [str(error)])
        except GraderError as error:
            yield path, Verified(None, [f"not marked, by no fault of the archive: {error}"])


def table(found: Iterable[tuple[Path, Verified]]) -> str:
    """A line of CSV for each archive."""
    target = io.StringIO()
    rows = csv.writer(target, lineterminator="\n")
    rows.writerow(["archive", "learner", "exam", "score", "most", "passed", "faults", "seal"])
    for path, one in found:
        told = one.result or {}
        numbers = [told.get(name, "") for name in ("learner", "exam", "score", "most", "passed")]
        rows.writerow(
            [_plain(path.name), *map(_plain, numbers), _plain("; ".join(one.faults)), told.get("seal", "")]
        )
    return target.getvalue()


def _plain(value: object) -> str:
    """Nothing that a spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _is_whole(entries: list[Entry]) -> bool:
    """Whether the journal says enough to look further although its chain is broken."""
    return entries[0].what == START


def _of_events(entries: list[Entry], paper: Paper) -> Iterator[str]:
    """What no sitting writes down."""
    if entries[-1].what != FINISH:
        yield "the journal does not end with `finish`: its end is missing, or the exam is not over"
    last = entries[0].time.timestamp() + 60 * paper.minutes
    for at, entry in enumerate(entries, start=1):
        where = f"line {at} of the journal"
        if (entry.what == START and at > 1) or (entry.what == FINISH and at < len(entries)):
            yield f"{where}: `{entry.what}` in the middle of a journal"
        if entry.what not in (START, SUBMIT, FINISH):
            yield f"{where}: an event that there is not: {entry.what[:40]}"
        if entry.what == SUBMIT and not _is_submission(entry, paper):
            yield f"{where} cannot be judged: it is not a submission of this paper"
        elif entry.what == SUBMIT and entry.time.timestamp() > last:
            yield f"{where}: submitted at {clock.written(entry.time)}, when the time was over"


def _is_submission(entry: Entry, paper: Paper) -> bool:
    data = entry.data
    score, figure = data.get("score"), data.get("figure")
    return (
        type(data.get("task")) is int
        and 1 <= data["task"] <= len(paper.tasks)
        and type(score) is int
        and 0 <= score <= HIGHEST
        and isinstance(data.get("sha256"), str)
        and isinstance(data.get("code"), str | None)
        and (figure is None or type(figure) in (int, float))
        and (data.get("uncertainty") is None or type(data["uncertainty"]) in (int, float))
        and (figure is None) == (score == 0)
    )


@dataclass(frozen=True)
class _Again:
    """The model that counts for a task, to be marked again; without a file, there is none."""

    number: int
    entry: Entry | None
    marking: Marking
    file: Path | None = None
    actual: str = ""
    code: str | None = None

    def of_task(self, task_id: str, marks: dict[int, Mark]) -> Iterator[str]:
        """What is wrong with it: not there, not the one that was submitted, or worth another score."""
        if self.entry is None:
            return
        data, number = self.entry.data, self.number
        if self.file is None:
            yield f"task {number}: the model that scored {data['score']} is missing"
            return
        named = data["sha256"]
        if self.actual != named:
            yield (
                f"task {number}: the model is another one than was submitted "
                f"(its hash is {self.actual[:12]}…, not {named[:12]}…)"
            )
        if self.code is not None:
            yield f"task {number}: the code {self.code}"
        marks[number] = mark = self._mark(task_id)
        if (mark.score, mark.figure) != (data["score"], data["figure"]):
            yield (
                f"task {number}: marked again, the model scores {mark.score} ({_figure(mark.figure)}); the journal says "
                f"{data['score']} ({_figure(data['figure'])})"
            )

    def in_the_end(self, task_id: str, marks: dict[int, Mark]) -> None:
        """Mark it for good, if it is there."""
        if self.file is not None:
            marks[self.number] = self._mark(task_id)

    def _mark(self, task_id: str) -> Mark:
        assert self.file is not None
        return self.marking(task_id, self.file, self.actual, self.file.name)


def _again(found: Archive, entries: list[Entry], number: int, marking: Marking, place: Path) -> _Again:
    entry = best_of(entries, number).entry
    content = found.model(entry.data["sha256"]) if entry is not None else None
    if entry is None or content is None:
        return _Again(number, entry, marking)
    code = entry.data.get("code")
    kept = found.code(code) if isinstance(code, str) else None
    wrong = None
    if isinstance(code, str) and (kept is None or hashlib.sha256(kept).hexdigest() != code):
        wrong = "is missing" if kept is None else "was changed"
    file = place / f"task{number}.keras"
    replace_file(file, content)
    return _Again(number, entry, marking, file, hashlib.sha256(content).hexdigest(), wrong)


def _figure(value: float | None) -> str:
    return "no figure" if value is None else f"{value:.4g}"
