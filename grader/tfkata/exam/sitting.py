"""One sitting of an exam in a folder: begin, submit, see how it stands, finish.

Everything is kept in `.exam` inside the folder: the journal, and of each task the model that scored best, with the code of that
moment. Nothing runs in the background: each command looks at the clock, and when the time is over, the first one that comes
closes the journal with what was submitted. So a crash or a closed laptop loses nothing but time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tfkata.curriculum.d_exam import variant
from tfkata.errors import SubmissionError, UsageError
from tfkata.exam import journal, statement
from tfkata.exam.journal import FINISH, START, SUBMIT, Entry
from tfkata.exam.marking import Mark
from tfkata.exam.paper import Paper, of_data
from tfkata.files.locks import AlreadyLocked, FileLock
from tfkata.files.reading import read_bytes, read_text
from tfkata.files.writing import replace_file

STATE = ".exam"
WARNINGS = (60, 15, 5)
"""Minutes before the end from which a command says so."""
LARGEST_CODE = 1 << 20
Marking = Callable[[str, Path, str, str], Mark]
"""Task, file, hash, and what messages call the file."""


@dataclass(frozen=True)
class Best:
    """The submission that counts for a task: the first of those with its highest score."""

    score: int
    entry: Entry | None


class Sitting:
    """The exam in a folder.

    Raises:
        UsageError: there is none, or its journal is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = folder / STATE
        self.entries = self._read()
        self.paper = paper_of(self.entries)

    def _read(self) -> list[Entry]:
        missing = "no exam was started here: `tfkata exam start DIR` starts one"
        text = read_text(
            self.state / "journal.jsonl", limit=journal.LARGEST, name=self.folder, missing=missing
        )
        entries, faults = journal.read(text)
        serious = [fault for fault in faults if "the clock was turned back" not in fault]
        if serious:
            raise UsageError(f"{self.folder}: the journal is damaged: {serious[0]}")
        return entries

    @property
    def started(self) -> datetime:
        return self.entries[0].time

    @property
    def ends(self) -> datetime:
        return self.started + timedelta(minutes=self.paper.minutes)

    @property
    def finished(self) -> Entry | None:
        return self.entries[-1] if self.entries[-1].what == FINISH else None

    def seconds_left(self, now: datetime) -> float:
        """Time that is gone stays gone when the clock goes back."""
        latest = max([now, *(entry.time for entry in self.entries)])
        return (self.ends - latest).total_seconds()

    def best(self, number: int) -> Best:
        return best_of(self.entries, number)

    def append(self, what: str, data: dict[str, Any], time: datetime) -> Entry:
        entry = journal.following(self.entries, what, data, time)
        replace_file(self.state / "journal.jsonl", journal.text_of([*self.entries, entry]))
        self.entries.append(entry)
        return entry

    def close_if_over(self, now: datetime) -> bool:
        """Whether the time is over; then the journal is closed, as of the end of the time."""
        if self.finished is None and self.seconds_left(now) <= 0:
            self.append(FINISH, {"by": "time"}, max(self.ends, self.entries[-1].time))
        return self.finished is not None

    def model_of(self, entry: Entry) -> Path:
        return self.state / "models" / f"{entry.data['sha256']}.keras"

    def code_of(self, entry: Entry) -> Path | None:
        code = entry.data.get("code")
        return self.state / "code" / f"{code}.py" if code else None


def begin(
    folder: Path,
    paper: Paper,
    now: datetime,
    versions: dict[str, str],
    issued: dict[str, Any] | None = None,
) -> Sitting:
    """Write the files of a paper, and start the clock last. `issued` is what an instructor signed, if it was.

    Raises:
        UsageError: something else is there already, or it cannot be written.
    """
    if (folder / STATE).exists():
        raise UsageError(f"{folder}: an exam was started here already: `tfkata exam status` shows it")
    taken = next((path for path in _wanted(folder, paper) if path.exists() or path.is_symlink()), None)
    if taken is not None:
        raise UsageError(f"{taken}: is there already: start the exam in a folder of its own")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, task in enumerate(paper.tasks, start=1):
            statement.write_files(folder, number, task)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written: {error.strerror}") from None
    data = {"paper": paper.as_data(), "versions": versions, **({"issued": issued} if issued else {})}
    first = journal.following([], START, data, now)
    replace_file(folder / STATE / "journal.jsonl", journal.text_of([first]))
    return Sitting(folder)


def _wanted(folder: Path, paper: Paper) -> Iterator[Path]:
    for number in range(1, len(paper.tasks) + 1):
        yield folder / statement.name_of(number)
        yield folder / f"{statement.name_of(number)}.py"


@contextmanager
def locked(folder: Path) -> Iterator[Sitting]:
    """The sitting, while no other command writes into its journal."""
    if not (folder / STATE).is_dir():
        Sitting(folder)
    try:
        lock = FileLock(folder / STATE / "lock")
    except AlreadyLocked:
        raise UsageError("another `tfkata exam` command is at work here: wait until it is done") from None
    try:
        yield Sitting(folder)
    finally:
        lock.release()


def submit(sitting: Sitting, number: int, marking: Marking, now: datetime) -> tuple[Mark, Entry]:
    """Mark the saved model of a task and write it down. What counts is when the command began.

    Raises:
        UsageError: the time is over, there is no such task, or no file. GraderError: not marked, by no fault of the file.
    """
    if sitting.close_if_over(now):
        raise UsageError("the exam is over: `tfkata exam finish` makes the report of what was submitted")
    if not 1 <= number <= len(sitting.paper.tasks):
        raise UsageError(f"there is no task {number}: this paper has {len(sitting.paper.tasks)}")
    task_id = sitting.paper.tasks[number - 1]
    called = f"{statement.name_of(number)}.keras"
    content = _content(sitting.folder / called, variant.task(task_id).megabytes, number)
    sha256 = hashlib.sha256(content).hexdigest()
    kept = sitting.state / "models" / f"{sha256}.keras"
    replace_file(kept, content)
    before = sitting.best(number)
    try:
        found = marking(task_id, kept, sha256, called)
    except BaseException:
        _forget(kept, sitting)
        raise
    data: dict[str, Any] = {
        "task": number,
        "sha256": sha256,
        "bytes": len(content),
        "score": found.score,
        "figure": found.figure,
        "uncertainty": found.uncertainty,
        "code": _keep_code(sitting, number) if found.score > before.score else None,
    }
    entry = sitting.append(SUBMIT, data, now)
    _drop_what_does_not_count(sitting)
    return found, entry


def _content(path: Path, megabytes: int, number: int) -> bytes:
    missing = f"is not there: `python {statement.name_of(number)}.py` saves it"
    advice = (
        f"the task allows {megabytes} MB. Adam's own numbers make up two thirds of a file: a clone of the model "
        "(`keras.models.clone_model`, `set_weights`) has none"
    )
    return read_bytes(path, limit=megabytes << 20, missing=missing, advice=advice)


def _keep_code(sitting: Sitting, number: int) -> str | None:
    """The hash of the learner's file as it is now, which is kept; None where there is none that can be read."""
    try:
        content = read_bytes(sitting.folder / f"{statement.name_of(number)}.py", limit=LARGEST_CODE)
    except SubmissionError:
        return None
    digest = hashlib.sha256(content).hexdigest()
    replace_file(sitting.state / "code" / f"{digest}.py", content)
    return digest


def _forget(kept: Path, sitting: Sitting) -> None:
    if kept not in _counting(sitting):
        kept.unlink(missing_ok=True)


def _counting(sitting: Sitting) -> set[Path]:
    bests = [sitting.best(number).entry for number in range(1, len(sitting.paper.tasks) + 1)]
    return {sitting.model_of(entry) for entry in bests if entry is not None}


def _drop_what_does_not_count(sitting: Sitting) -> None:
    counting = _counting(sitting)
    for path in (sitting.state / "models").glob("*.keras"):
        if path not in counting:
            path.unlink(missing_ok=True)


def best_of(entries: list[Entry], number: int) -> Best:
    """A file that could not be judged counts for nothing, so it is never the best."""
    best = Best(0, None)
    for entry in entries:
        if entry.what == SUBMIT and entry.data["task"] == number and entry.data["score"] > best.score:
            best = Best(entry.data["score"], entry)
    return best


def paper_of(entries: list[Entry]) -> Paper:
    """The paper that a journal begins with.

    Raises:
        UsageError: there is none that this tfkata knows.
    """
    try:
        if not entries or entries[0].what != START:
            raise ValueError("its first line is missing")
        return of_data(entries[0].data["paper"])
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"the journal does not begin with a paper: {error}") from None


def warns(seconds: float, minutes: int) -> bool:
    """Whether the time left of an exam of so many minutes is said with a warning: an hour, a quarter and five minutes before its end."""
    return any(limit < minutes and 0 < seconds <= 60 * limit for limit in WARNINGS)
