"""Many submissions: what is missing in the store is graded, what is there is taken from it.

Submissions are opened one after the other, as the engine takes them, and let go of when they are done, so that the
memory needed does not grow with the class.
"""

from __future__ import annotations

import contextlib
import json
import queue
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from functools import cache
from typing import Any, overload

from tfkata.catalog.records import Exercise
from tfkata.classroom import engines
from tfkata.classroom.engines import DaskEngine, LocalEngine
from tfkata.classroom.store import Store
from tfkata.errors import GraderError, SubmissionError, UsageError
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
from tfkata.submissions.discover import Handed

ATTEMPTS = 2  # of what ended in an error of ours
MAX_HELD = 500  # answers that wait for TensorFlow to start, while NumPy's are graded


@dataclass(slots=True)
class Filed:
    """One learner's answers: for each exercise the key of its result, or the result where nothing had to be graded."""

    learner: Learner
    answers: dict[str, str | ExerciseResult] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Asked:
    """A grading that is under way, and who waits for it."""

    exercise: Exercise
    text: str
    waiting: list[Filed]
    attempts: int = 0


@dataclass(slots=True)
class Counts:
    """How far it is. An answer that several handed in alike is graded once and kept for the others."""

    submissions: int = 0
    graded: int = 0
    kept: int = 0
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
        self._asked: dict[str, Asked] = {}
        self._held: list[str] = []
        self._ended: queue.Queue[tuple[str, Future[str]]] = queue.Queue()
        self._failed: dict[str, SubmissionResult] = {}
        self._filed: list[Filed] = []

    def run(self) -> Iterator[Graded]:
        """Each learner as soon as all of the answers are judged. Afterwards `graded` has everybody.

        Whoever stops iterating finds in the store what was done until then.

        Raises:
            UsageError: nothing can be graded under these settings. GraderError: the engine is lost.
        """
        waiting: Iterator[Handed] = iter(self._submissions)
        more = True
        while more or self._asked:
            while more and self._has_room():
                handed = next(waiting, None)
                more = handed is not None
                if handed is not None:
                    filed = self._file(handed)
                    if not filed.waiting:
                        yield self._done(filed)
            self._release()
            if self._asked:
                for filed in self._take(*self._ended.get()):
                    yield self._done(filed)

    def keep_what_is_done(self) -> None:
        """After an interruption: what has ended and was not looked at yet goes into the store, without waiting."""
        with contextlib.suppress(queue.Empty):
            while True:
                key, future = self._ended.get_nowait()
                result = self._found(self._asked[key], future)
                if result.outcome is not Outcome.GRADER_ERROR:
                    self._store.put(key, result)

    def _has_room(self) -> bool:
        return len(self._asked) - len(self._held) < self._engine.window and len(self._held) < MAX_HELD

    def _release(self) -> None:
        """Submits what was held back while TensorFlow started, once it has or nothing else is left to do."""
        idle = len(self._asked) == len(self._held)
        while self._held and (idle or self._is_warm(self._asked[self._held[0]])):
            key = self._held.pop(0)
            self._submit(key, self._asked[key])

    def _is_warm(self, asked: Asked) -> bool:
        return self._engine.is_warm(asked.exercise, asked.text, self._settings)

    def forget(self) -> None:
        """Lets the store forget what it has for these submissions, so that all of it is graded again."""
        for handed in self._submissions:
            answers = _answers(handed, self._exercises)
            self._store.forget(self._key(e, answer) for e, answer in answers if isinstance(answer, str))

    @property
    def learners(self) -> list[Learner]:
        """Who is done."""
        return [filed.learner for filed in self._filed]

    @property
    def graded(self) -> Sequence[Graded]:
        """Everybody who is done, each read from the store when asked for."""
        return _Class(sorted(self._filed, key=lambda filed: filed.learner.id), self._graded)

    def _file(self, handed: Handed) -> Filed:
        """Finds out what there is of a submission, and submits what has to be graded."""
        filed = Filed(handed.learner)
        for exercise, answer in _answers(handed, self._exercises):
            if not isinstance(answer, str):
                filed.answers[exercise.id] = unanswered(exercise, self._settings.tier, answer)
                continue
            key = self._key(exercise, answer)
            filed.answers[exercise.id] = key
            if key in self._asked:
                self._asked[key].waiting.append(filed)
                filed.waiting.add(key)
            elif self._store.get(key) is not None:
                self.counts.kept += 1
            else:
                filed.waiting.add(key)
                self._ask(key, Asked(exercise, answer, [filed]))
        return filed

    def _key(self, exercise: Exercise, text: str) -> str:
        return fingerprint.key(exercise, text, self._settings)

    def _ask(self, key: str, asked: Asked) -> None:
        self._asked[key] = asked
        if self._is_warm(asked):
            self._submit(key, asked)
        else:
            self._held.append(key)

    def _submit(self, key: str, asked: Asked) -> None:
        asked.attempts += 1
        options: dict[str, Any] = {}
        if isinstance(self._engine, DaskEngine) and self._settings.device == "gpu":
            options["resources"] = {engines.GPU: 1}
        request = engines.request(asked.exercise, asked.text, self._settings)
        future = self._engine.submit(engines.grade, request, **options)
        future.add_done_callback(lambda done: self._ended.put((key, done)))

    def _take(self, key: str, future: Future[str]) -> list[Filed]:
        """Keeps what a grading found; those for whom nothing else is under way."""
        asked = self._asked.pop(key)
        result = self._found(asked, future)
        if self._settings.device == "gpu" and result.device == "cpu" and result.sandbox != NOTHING_RAN:
            raise UsageError(
                "--device gpu: TensorFlow sees no GPU (`tfkata doctor`; pip install 'tfkata[gpu]')"
            )
        self._store.put(key, result)
        if result.outcome is Outcome.GRADER_ERROR:
            if asked.attempts < ATTEMPTS:
                self._asked[key] = asked
                self._submit(key, asked)
                return []
            self._failed[key] = result
            self.counts.errors += 1
        self.counts.graded += 1
        for filed in asked.waiting:
            filed.waiting.discard(key)
        return [filed for filed in asked.waiting if not filed.waiting]

    def _found(self, asked: Asked, future: Future[str]) -> SubmissionResult:
        try:
            return SubmissionResult.from_json(json.loads(future.result()))
        except UsageError:
            raise
        except CancelledError:
            raise GraderError(
                "the engine is gone; what was graded is kept: run the same command again"
            ) from None
        except Exception as error:  # noqa: BLE001  (whatever an engine raises: the others go on)
            return _our_fault(asked.exercise, self._settings, engines.in_our_words(error))

    def _done(self, filed: Filed) -> Graded:
        self._filed.append(filed)
        self.counts.submissions += 1
        return self._graded(filed)

    def _graded(self, filed: Filed) -> Graded:
        found = [self._result(answer) for answer in filed.answers.values()]
        return Graded(filed.learner, merged(found, self._settings))

    def _result(self, answer: str | ExerciseResult) -> SubmissionResult:
        if isinstance(answer, ExerciseResult):
            return _under(self._settings, [answer], NOTHING_RAN)
        result = self._failed.get(answer) or self._store.get(answer)
        if result is None:
            raise GraderError(
                f"{self._store.path}: a result that was kept is gone: run the same command again"
            )
        return result


class _Class(Sequence[Graded]):
    """Learners whose results are read when they are looked at."""

    def __init__(self, filed: list[Filed], read: Callable[[Filed], Graded]) -> None:
        self._filed, self._read = filed, read

    def __len__(self) -> int:
        return len(self._filed)

    @overload
    def __getitem__(self, index: int) -> Graded: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Graded]: ...

    def __getitem__(self, index: int | slice) -> Graded | Sequence[Graded]:
        if isinstance(index, slice):
            return _Class(self._filed[index], self._read)
        return self._read(self._filed[index])


def handed_in(submissions: Iterable[Handed], exercises: Iterable[Exercise]) -> list[Exercise]:
    """The exercises, of those given, to which at least one submission has an answer."""
    left = list(exercises)
    found: set[str] = set()
    for handed in submissions:
        opened = handed.open()
        named = [e for e in left if e.id in opened.files]
        loose = [e for e in left if e not in named and opened.loose and _has(opened, e)]
        found |= {e.id for e in (*named, *loose)}
        left = [e for e in left if e.id not in found]
        if not left:
            break
    return [e for e in exercises if e.id in found]


def _has(opened: Any, exercise: Exercise) -> bool:
    try:
        return opened.read(exercise) is not None
    except SubmissionError:
        return False


def _answers(
    handed: Handed, exercises: Iterable[Exercise]
) -> Iterator[tuple[Exercise, str | SubmissionError | None]]:
    """For each exercise the text of the answer, why it cannot be read, or None where there is none."""
    opened = handed.open()
    for exercise in exercises:
        try:
            yield exercise, opened.read(exercise)
        except SubmissionError as error:
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
