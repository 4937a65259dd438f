"""Many submissions: what is missing in the store is graded, what is there is taken from it.

Submissions are read by a few threads, as the engine takes them, and let go of when they are done, so that the memory
needed does not grow with the class.
"""

from __future__ import annotations

import contextlib
import json
import queue
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from tfkata.catalog.records import Exercise
from tfkata.classroom import engines
from tfkata.classroom.engines import DaskEngine, LocalEngine
from tfkata.classroom.readers import THREADS, Readers
from tfkata.classroom.store import Store
from tfkata.errors import GraderError, HostError, SubmissionError, UsageError
from tfkata.results import (
    CheckResult,
    ExerciseResult,
    Graded,
    Learner,
    Outcome,
    SubmissionResult,
    exercise_result,
)
from tfkata.running import fingerprint
from tfkata.running.runner import NOTHING_RAN, unanswered, versions
from tfkata.settings import Settings
from tfkata.submissions.discover import Handed, Submission

ATTEMPTS = 2  # of what ended in an error of ours
LOOK_EVERY = 0.5
MAX_HELD = 500  # answers that wait for TensorFlow to start, while NumPy's are graded


@dataclass(slots=True)
class Answers:
    """One learner's answers: for each exercise its result, or the key under which the store has it or will have it."""

    learner: Learner
    found: dict[str, str | SubmissionResult] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Pending:
    """A grading that is under way, and who waits for it."""

    exercise: Exercise
    text: str
    waiting: list[Answers]
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """What one learner has handed in, read: for each exercise the text, why there is none, or None."""

    learner: Learner
    texts: list[tuple[Exercise, str | SubmissionError | GraderError | None]]
    notes: list[str] = field(default_factory=list)


Event = Future[Answered] | tuple[str, Future[str]]  # a submission was read; an answer was graded


@dataclass(slots=True)
class Counts:
    """How far it is. An answer that several handed in alike is graded once and kept for the others.

    When all is done, what is `graded`, `kept`, `shared` (equal to one that is being graded) and `unread` (missing, or not
    readable) adds up to submissions times exercises.
    """

    submissions: int = 0
    graded: int = 0
    kept: int = 0
    shared: int = 0
    unread: int = 0
    errors: int = 0


class Batch:
    """A class, an assignment and the conditions; `run` grades it."""

    def __init__(
        self,
        submissions: Sequence[Handed],
        exercises: Sequence[Exercise],
        settings: Settings,
        store: Store,
        engine: LocalEngine | DaskEngine,
    ) -> None:
        self.counts = Counts()
        self._submissions = submissions
        self._exercises = [e for e in exercises if e.checks_of(settings.tier)]
        self._settings = settings
        self._store = store
        self._engine = engine
        self._pending: dict[str, Pending] = {}
        self._graded: set[str] = set()  # in this run: who has one of these is equal to another of it
        self._held: list[str] = []
        self._ended: queue.Queue[Event] = queue.Queue()
        self._reading = 0

    @property
    def pending(self) -> int:
        """How many answers are read and not judged yet."""
        return len(self._pending)

    def run(self) -> Iterator[Graded]:
        """Yield each learner as soon as all of the answers are judged; nothing is kept here of who was yielded.

        If the iteration is stopped, the store has what was done until then.

        Raises:
            UsageError: nothing can be graded under these settings. GraderError: the engine is lost.
        """
        with Readers() as readers:
            waiting: Iterator[Handed] = iter(self._submissions)
            more = True
            while more or self._reading or self._pending:
                while more and self._has_room():
                    handed = next(waiting, None)
                    more = handed is not None
                    if handed is not None:
                        self._read(handed, readers)
                self._release()
                if self._reading or self._pending:
                    for answers in self._next():
                        yield self._done(answers)

    def _read(self, handed: Handed, readers: Readers) -> None:
        self._reading += 1
        readers.submit(self._answered, handed).add_done_callback(self._ended.put)

    def _answered(self, handed: Handed) -> Answered:
        opened = handed.open()
        texts = list(_answers(opened, self._exercises))
        return Answered(handed.learner, texts, opened.notes())

    def _next(self) -> list[Answers]:
        """Go on with what was read, or was graded; those for whom nothing else is under way."""
        try:
            event = self._ended.get(timeout=LOOK_EVERY if self._held and self._reading else None)
        except queue.Empty:  # TensorFlow may have started while somebody is still being read
            return []
        if isinstance(event, tuple):
            return self._take(*event)
        self._reading -= 1
        answers = self._open(event.result())
        return [] if answers.waiting else [answers]

    def keep_what_is_done(self) -> None:
        """After an interruption: what has ended and was not looked at yet goes into the store, without waiting."""
        with contextlib.suppress(queue.Empty):
            while True:
                event = self._ended.get_nowait()
                if isinstance(event, tuple):
                    key, future = event
                    result = self._found(self._pending[key], future)
                    if result.outcome is not Outcome.GRADER_ERROR:
                        self._store.put(key, result)

    def _has_room(self) -> bool:
        busy = len(self._pending) - len(self._held)
        return self._reading < THREADS and busy < self._engine.window and len(self._held) < MAX_HELD

    def _release(self) -> None:
        """Submits what was held back while TensorFlow started, once it has or nothing else is left to do."""
        idle = len(self._pending) == len(self._held) and not self._reading
        while self._held and (idle or self._is_warm(self._pending[self._held[0]])):
            key = self._held.pop(0)
            self._submit(key, self._pending[key])

    def _is_warm(self, pending: Pending) -> bool:
        return self._engine.is_warm(pending.exercise, pending.text, self._settings)

    def forget(self) -> None:
        """Lets the store forget what it has for these submissions, so that all of it is graded again."""
        with Readers() as readers:
            for keys in readers.each(self._keys, self._submissions):
                self._store.forget(keys)

    def _keys(self, handed: Handed) -> list[str]:
        answers = _answers(handed.open(), self._exercises)
        return [self._key(exercise, answer) for exercise, answer in answers if isinstance(answer, str)]

    def _open(self, read: Answered) -> Answers:
        """Find out what is kept of a submission, and submit what has to be graded."""
        answers = Answers(read.learner, notes=read.notes)
        keys: dict[str, str] = {}
        for exercise, answer in read.texts:
            self.counts.unread += not isinstance(answer, str)
            if isinstance(answer, GraderError):
                answers.found[exercise.id] = _our_fault(exercise, self._settings, answer)
                self.counts.errors += 1
                continue
            if not isinstance(answer, str):
                missing = unanswered(exercise, self._settings.tier, answer)
                answers.found[exercise.id] = _under(self._settings, [missing], NOTHING_RAN)
                continue
            key = keys[exercise.id] = self._key(exercise, answer)
            kept = None if key in self._pending else self._store.get(key)
            answers.found[exercise.id] = key if kept is None else kept
            if kept is not None:
                self.counts.kept += key not in self._graded
                self.counts.shared += key in self._graded
                continue
            answers.waiting.add(key)
            if key in self._pending:
                self.counts.shared += 1
                self._pending[key].waiting.append(answers)
            else:
                self._ask(key, Pending(exercise, answer, [answers]))
        if answers.waiting:
            answers.found |= (
                keys  # there may be many who wait: what is kept for them is read when they are done
            )
        return answers

    def _key(self, exercise: Exercise, text: str) -> str:
        return fingerprint.key(exercise, text, self._settings)

    def _ask(self, key: str, pending: Pending) -> None:
        self._pending[key] = pending
        if self._is_warm(pending):
            self._submit(key, pending)
        else:
            self._held.append(key)

    def _submit(self, key: str, pending: Pending) -> None:
        pending.attempts += 1
        options: dict[str, Any] = {}
        if isinstance(self._engine, DaskEngine) and self._settings.device == "gpu":
            options["resources"] = {engines.GPU: 1}
        request = engines.request(pending.exercise, pending.text, self._settings)
        future = self._engine.submit(engines.grade, request, **options)
        future.add_done_callback(lambda done: self._ended.put((key, done)))

    def _take(self, key: str, future: Future[str]) -> list[Answers]:
        """Keeps what a grading found; those for whom nothing else is under way."""
        pending = self._pending.pop(key)
        result = self._found(pending, future)
        if self._settings.device == "gpu" and result.device == "cpu" and result.sandbox != NOTHING_RAN:
            raise UsageError(
                "--device gpu: TensorFlow sees no GPU (`tfkata doctor`; pip install 'tfkata[gpu]')"
            )
        self._store.put(key, result)
        if result.outcome is Outcome.GRADER_ERROR:
            if pending.attempts < ATTEMPTS:
                self._pending[key] = pending
                self._submit(key, pending)
                return []
            self.counts.errors += 1
            for answers in pending.waiting:  # the store does not keep it
                answers.found[pending.exercise.id] = result
        self.counts.graded += 1
        self._graded.add(key)
        for answers in pending.waiting:
            answers.waiting.discard(key)
        return [answers for answers in pending.waiting if not answers.waiting]

    def _found(self, pending: Pending, future: Future[str]) -> SubmissionResult:
        try:
            return SubmissionResult.from_json(json.loads(future.result()))
        except UsageError:
            raise
        except CancelledError:
            raise HostError(engines.GONE) from None
        except Exception as error:  # noqa: BLE001  (whatever an engine raises: the others go on)
            return _our_fault(pending.exercise, self._settings, engines.in_our_words(error))

    def _done(self, answers: Answers) -> Graded:
        self.counts.submissions += 1
        found = [self._result(answer) for answer in answers.found.values()]
        result = merged(found, self._settings)
        return Graded(answers.learner, replace(result, notes=[*result.notes, *answers.notes]))

    def _result(self, answer: str | SubmissionResult) -> SubmissionResult:
        result = self._store.get(answer) if isinstance(answer, str) else answer
        if result is None:
            raise GraderError(
                f"{self._store.path}: a result that was kept is gone: run the same command again"
            )
        return result


def handed_in(submissions: Iterable[Handed], exercises: Iterable[Exercise]) -> list[Exercise]:
    """The exercises, of those given, to which at least one submission has an answer."""
    every = list(exercises)
    found: set[str] = set()

    def look(handed: Handed) -> set[str]:
        opened = handed.open()
        left = [e for e in every if e.id not in found]
        return {e.id for e in left if opened.answers(e)}

    with Readers() as readers:
        for some in readers.each(look, submissions):
            found |= some
            if len(found) == len(every):
                break
    return [e for e in every if e.id in found]


def _answers(
    opened: Submission, exercises: Iterable[Exercise]
) -> Iterator[tuple[Exercise, str | SubmissionError | GraderError | None]]:
    """For each exercise the text of the answer, why it cannot be read, or None where there is none."""
    for exercise in exercises:
        try:
            yield exercise, opened.read(exercise)
        except (SubmissionError, GraderError) as error:
            yield exercise, error


def _our_fault(exercise: Exercise, settings: Settings, error: GraderError) -> SubmissionResult:
    message = f"tfkata failed here, not you: {error}."
    checks = [
        CheckResult(c.id, c.title, Outcome.GRADER_ERROR, 0.0, c.points, message)
        for c in exercise.checks_of(settings.tier)
    ]
    return _under(settings, [exercise_result(exercise.id, exercise.title, checks, seconds=0.0)], "unknown")


def _under(settings: Settings, exercises: list[ExerciseResult], sandbox: str) -> SubmissionResult:
    return SubmissionResult(
        exercises=exercises,
        tier=settings.tier,
        seed=settings.seed,
        sandbox=sandbox,
        trusted=sandbox == NOTHING_RAN,
        device="cpu",
        versions=_versions(),
        data=settings.data,
    )


def merged(results: Sequence[SubmissionResult], settings: Settings) -> SubmissionResult:
    """Results of single exercises as one of all: trusted if every one is, and confined as the weakest was."""
    levels = list(dict.fromkeys(r.sandbox for r in results if r.sandbox != NOTHING_RAN))
    weakest = next((level for level in levels if level != "strict"), levels[0] if levels else NOTHING_RAN)
    return SubmissionResult(
        exercises=[exercise for result in results for exercise in result.exercises],
        tier=settings.tier,
        seed=settings.seed,
        sandbox=weakest,
        trusted=all(result.trusted for result in results),
        device="gpu" if any(result.device == "gpu" for result in results) else "cpu",
        versions=next((r.versions for r in results if r.sandbox != NOTHING_RAN), _versions()),
        seconds=sum(result.seconds for result in results),
        notes=list(dict.fromkeys(note for result in results for note in result.notes)),
        data=settings.data,
    )


@cache
def _versions() -> dict[str, str]:
    return versions()
