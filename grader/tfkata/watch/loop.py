"""The learner's loop without a screen: which exercise is current, what is judged, what each key does.

The application in the terminal and the plain lines are two faces of it. Everything here is called from one thread, but
for `_changed`, `_saved_again` and `_judged`, which come from those that watch and judge and only pass on what they have.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.errors import SubmissionError, UsageError
from tfkata.files import reading
from tfkata.memory.history import History
from tfkata.running.served import Server
from tfkata.settings import Settings
from tfkata.watch.files import Seen, Watcher
from tfkata.watch.judge import Judge, Save, Verdict
from tfkata.watch.practice import Practice
from tfkata.watch.task import Task
from tfkata.workspace import hints, progress
from tfkata.workspace.hints import Hint
from tfkata.workspace.progress import Progress

NOTE, LARGEST_NOTE = "watch.json", 4096


class What(Enum):
    """What has happened, for a face to show."""

    JUDGED = "a verdict has got further"
    SAVED_AGAIN = "the same content was saved once more"
    CHANGED = "the file holds something else, cannot be read, or is gone"


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened, and what it is about."""

    what: What
    verdict: Verdict | None = None
    seen: Seen | None = None


class Loop:
    """The state of a learner in a work folder.

    Args:
        folder: where the exercises lie.
        start: what to begin with; else the exercise where the learner left off, else the first that has not passed.

    Raises:
        UsageError: no exercise lies in the folder, and there is nothing else to begin with.
    """

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        *,
        start: Task | Exercise | None = None,
        advance: bool = False,
    ) -> None:
        self.folder, self.advance = folder, advance
        self.exercises = list(records.exercises().values())
        begins = start if isinstance(start, Task) else None
        if begins is None and not any(self.file(exercise).is_file() for exercise in self.exercises):
            raise UsageError(
                f"{folder}: no exercise in this folder: go where your exercises are, give `--from DIR`, "
                "or begin with `tfkata init my-work`"
            )
        self.passed = progress.passed(folder)
        self.verdict: Verdict | None = None
        self.seen: Seen | None = None
        self.saved_again: datetime | None = None
        self._known: dict[str, tuple[str, Verdict]] = {}
        self._history = History.of(folder)
        self.practice = Practice(self._history, served=progress.state_folder(folder))
        self._words: list[str] = []
        self._told: set[str] = set()
        self._asked_for_solution: str | None = None
        self._drilled = Progress()
        self._lock = threading.Lock()
        self._untold: list[News] = []
        self._listener: Callable[[News], None] = self._untold.append
        self.judge = Judge(settings, lambda verdict: self._tell(News(What.JUDGED, verdict)))
        self.server = Server(progress.state_folder(folder), settings, self.judge.launchers)
        self.watcher = Watcher(self._changed, self._saved_again)
        here = self._left_off() or self._first_open()
        self.place = here if isinstance(start, Task) or start is None else start
        """The exercise to go on from; also while something beside the exercises is worked at."""
        self.task = begins or self.of(self.place)
        self.open(self.task)

    def close(self) -> None:
        """End the threads and every process."""
        self.watcher.close()
        self.server.close()
        self.judge.close()

    def listen(self, listener: Callable[[News], None]) -> None:
        """Have a face told, from other threads, what happens and has happened; it calls `take` in its own."""
        with self._lock:
            self._listener = listener
            for news in self._untold:
                listener(news)

    def _tell(self, news: News) -> None:
        with self._lock:
            self._listener(news)

    @property
    def current(self) -> Exercise:
        """What judges the task at hand."""
        return self.task.exercise

    @property
    def number(self) -> int | None:
        """Which of the exercises the task at hand is, from 1; None for a file beside them."""
        return self.exercises.index(self.place) + 1 if self.task == self.of(self.place) else None

    def of(self, exercise: Exercise) -> Task:
        """An exercise as a task: its file in the folder."""
        return Task(exercise, self.file(exercise))

    def file(self, exercise: Exercise) -> Path:
        return self.folder / exercise.stub.name

    # --- moving about

    def go(self, exercise: Exercise) -> None:
        """Make an exercise the current one, and judge what stands in its file unless that is known."""
        self.place = exercise
        self._note_place()
        self.open(self.of(exercise))

    def open(self, task: Task) -> None:
        """Take up an exercise or a drill, and judge what stands in its file unless that is known."""
        self.task, self.saved_again = task, None
        self._asked_for_solution = None
        self.recall()
        self._begin(self.watcher.watch(task.path))

    def step(self, by: int) -> None:
        """To the next exercise or the one before, and from a file beside them to where the learner left off; nothing at either end."""
        if self.number is None:
            self.go(self.place)
            return
        number = self.exercises.index(self.place) + by
        if 0 <= number < len(self.exercises):
            self.go(self.exercises[number])

    def recall(self) -> None:
        """Look up what has passed: `tfkata check` and pytest may have judged something meanwhile."""
        self.passed |= progress.passed(self.folder)

    def next_open(self) -> Exercise | None:
        """The first exercise after this one, or else of all, that has not passed."""
        if self.number is None:
            return self.place
        order = self.exercises[self.number :] + self.exercises[: self.number]
        return next((exercise for exercise in order if exercise.id not in self.passed), None)

    # --- what happens

    def take(self, news: News) -> bool:
        """Note what happened, in the face's own thread; False where it is about something that is over."""
        match news:
            case News(What.JUDGED, Verdict() as verdict):
                return self._take_verdict(verdict)
            case News(What.SAVED_AGAIN, _, Seen() as seen) if seen.path == self.task.path:
                self.saved_again = seen.at
                return True
            case News(What.CHANGED, _, Seen() as seen) if seen.path == self.task.path:
                self._begin(seen)
                return True
        return False

    def _take_verdict(self, verdict: Verdict) -> bool:
        if self.seen is None or verdict.save.path != self.seen.path or verdict.save.text != self.seen.text:
            return False
        self.verdict = verdict
        if verdict.over:
            result = verdict.result()
            self._known[self.task.id] = (self.seen.digest, verdict)
            self._words += self.task.remember(self.folder, result, self.seen.text)
            self.recall()
            if self.task.drill is not None:
                self._drilled.add(result)
        if verdict.passed:
            self.passed.add(self.task.id)
            following = self.next_open()
            if self.advance and following is not None:
                self.go(following)
        return True

    def unsaid(self) -> list[str]:
        """Why something could not be remembered, in words; each reason once."""
        new = [word for word in dict.fromkeys([*self._words, *self._history.words]) if word not in self._told]
        self._told.update(new)
        self._words.clear()
        return new

    def train(self) -> str:
        """Run the checks that train as well; in words why not, where there is nothing to run."""
        if self.seen is None or self.seen.problem:
            return "There is no file to train with."
        if self.current.checks_of("quick") == self.current.checks:
            return f"Nothing trains in {self.task.id}: every save runs all its checks."
        self._judge(self.seen, train=True)
        return ""

    def is_fresh(self) -> bool:
        """Whether the current file is as it was handed out."""
        return self.seen is not None and self.seen.text == self.task.fresh

    def _begin(self, seen: Seen) -> None:
        self.seen, self.verdict, self.saved_again = seen, None, None
        digest, verdict = self._known.get(self.task.id, ("", None))
        if seen.problem:
            self.judge.stop()
        elif digest == seen.digest and verdict is not None:
            self.verdict = verdict
            self.saved_again = seen.at if seen.at != verdict.save.at else None
            self.judge.stop()
        else:
            self._judge(seen)

    def _judge(self, seen: Seen, *, train: bool = False) -> None:
        at = seen.at or datetime.now().astimezone()
        self.judge.take(Save(self.current, seen.path, seen.text, at, train, self.task.seed))

    def _changed(self, seen: Seen) -> None:
        self._tell(News(What.CHANGED, seen=seen))

    def _saved_again(self, seen: Seen) -> None:
        self._tell(News(What.SAVED_AGAIN, seen=seen))

    # --- help

    def hint(self) -> Hint:
        """The next hint, as `tfkata hint` shows it: first the one to what failed last; after the last, the last once more."""
        if self.task.drill is None:
            return hints.further(self.current, self.folder, remember=True)
        hint, self._drilled.hinted[self.current.id] = hints.after(self.current, self._drilled)
        return hint

    def solution(self) -> str | None:
        """The reference answer, after success or when it is asked for a second time; None the first time."""
        open_ = self.task.id in self.passed or self._asked_for_solution == self.task.id
        self._asked_for_solution = self.task.id
        return self.task.solution if open_ else None

    def reset(self) -> Path | None:
        """Put the fresh stub in the file; returns the backup of what was there.

        Raises:
            UsageError: the folder cannot be written to.
        """
        backup = self.task.reset(self.folder)
        self.open(self.task)
        return backup

    def printed(self) -> str:
        """What the code printed while it was judged."""
        if self.verdict is None:
            return ""
        return "".join(check.output for check in self.verdict.checks)

    # --- where the learner left off

    def _left_off(self) -> Exercise | None:
        try:
            noted = json.loads(
                reading.read_text(progress.state_folder(self.folder) / NOTE, limit=LARGEST_NOTE)
            )
            found = records.exercises().get(str(noted["current"]))
        except (SubmissionError, OSError, ValueError, KeyError, TypeError):
            return None
        return found if found is not None and found.id not in self.passed else None

    def _note_place(self) -> None:
        """A convenience: a folder that cannot be written to is no reason to stop."""
        with contextlib.suppress(UsageError, OSError):
            progress.write(self.folder, NOTE, json.dumps({"current": self.place.id}) + "\n")

    def _first_open(self) -> Exercise:
        return next((e for e in self.exercises if e.id not in self.passed), self.exercises[0])


def judging(verdict: Verdict) -> str:
    """One line on what is judged: which save, and how far it is."""
    at = verdict.save.at.strftime("%H:%M:%S")
    if not verdict.over:
        return f"judging what you saved at {at}"
    how = "passed" if verdict.passed else "not begun" if verdict.untouched else "not there yet"
    if verdict.waiting and all(check.passed for check in verdict.checks):
        how = "quick checks passed"
    return f"saved at {at}: {how} ({verdict.seconds:.1f} s)"


def others(loop: Loop, fields: str) -> list[Exercise]:
    """The exercises whose id, title or topic has every word of a search."""
    words = fields.casefold().split()
    found = ((e, f"{e.id} {e.title} {e.topic}".casefold()) for e in loop.exercises)
    return [exercise for exercise, text in found if all(word in text for word in words)]
