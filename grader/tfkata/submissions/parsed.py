"""What a text or a notebook that was handed in says, found out by a parser (`tfkata.submissions.parsers`).

Equal ones are read once: what was found is kept, with the seconds that it took, so that it costs everybody the same.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from tfkata.catalog import records, source
from tfkata.catalog.records import Exercise
from tfkata.errors import SourceError, SubmissionError
from tfkata.files import reading
from tfkata.submissions import cell_ids, file_names, parsers
from tfkata.submissions.parsers import Budget, Lost, Request
from tfkata.wire.parsing import FindStubs, ReadAnswers, ReadGraded, ReadNotebook, Unreadable

STUB_SECONDS = 5.0  # an honest text of a megabyte takes two
LARGEST_KEPT = 16 << 20  # characters, of all together
_RAISED = "NotImplementedError"
_NOTEBOOK_MARKS = tuple('"nbformat"'.encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))


def stubs(exercise: Exercise, text: str) -> frozenset[str]:
    """The functions of the exercise that the text leaves unwritten; of what costs too much to read, none.

    Raises:
        GraderError: no parser can be had.
    """
    if _RAISED not in text:
        return frozenset()
    if text == _shipped(exercise.solution):
        return frozenset(exercise.functions)
    request = FindStubs(STUB_SECONDS, list(exercise.functions))
    try:
        found = _kept(exercise.id, request, text.encode("utf-8", "surrogatepass"), Budget(STUB_SECONDS))
    except SubmissionError:
        return frozenset()
    return frozenset(exercise.functions).intersection(found if isinstance(found, list) else ())


def is_surely_begun(exercise: Exercise, text: str) -> bool:
    """Whether a function must be written, or missing: there are fewer placeholders than functions. Parses nothing."""
    return text.count(_RAISED) < len(exercise.functions)


def answers(
    content: bytes,
    name: object,
    exercises: Iterable[Exercise],
    budget: Budget,
    *,
    form: str = "file",
    only_defined: bool = False,
) -> dict[str, str]:
    """The texts that answer the exercises in a notebook, by id. `form` and `only_defined` as in `ReadAnswers`.

    Raises:
        SubmissionError: it cannot be read, or takes more than is left of the budget; the text begins with `name`.
        GraderError: no parser can be had.
    """
    asked = {exercise.id: list(exercise.functions) for exercise in exercises}
    request = ReadAnswers(budget.left, form, asked, _check_cells(), only_defined)
    with_name = f"{form} {only_defined} {' '.join(asked)}"
    try:
        found = _kept(with_name, request, content, budget)
    except SubmissionError as error:
        raise SubmissionError(f"{name}: {error}") from None
    texts = found if isinstance(found, dict) else {}
    if not all(key in asked and type(one) is str for key, one in texts.items()):
        raise SubmissionError(f"{name}: is read in a way that makes no sense")
    if any(len(one) > reading.LARGEST_ANSWER for one in texts.values()):
        raise SubmissionError(f"{name}: has more than {reading.LARGEST_ANSWER:,} characters of code")
    return texts


def module_text(content: bytes, name: object, exercise: Exercise, budget: Budget) -> str:
    """The text that answers an exercise in a file, be it a notebook or Python: what it holds decides, not its ending.

    Raises:
        SubmissionError, GraderError: as `answers`.
    """
    if is_notebook(content, name):
        return answers(content, name, [exercise], budget)[exercise.id]
    if len(content) > reading.LARGEST_ANSWER:
        raise reading.too_large(name, reading.LARGEST_ANSWER, reading.IS_THIS_IT)
    return reading.decoded(content, name)


def is_notebook(content: bytes, name: object) -> bool:
    """Whether a file is to be read as a notebook: it is called like one, or holds JSON that says so. Parses nothing."""
    if file_names.kind(PurePosixPath(str(name))) == file_names.NOTEBOOK:
        return True
    begin = content[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return begin[:1] == b"{" and any(mark in content for mark in _NOTEBOOK_MARKS)


def answer_in_cells(cells: Sequence[Mapping[str, Any]], exercise: Exercise, budget: Budget) -> str:
    """The text that answers an exercise in cells that are known already, as a notebook has them.

    Raises:
        SubmissionError, GraderError: as `answers`.
    """
    content = json.dumps({"cells": list(cells)}).encode()
    return answers(content, exercise.id, [exercise], budget, form="cells").get(exercise.id, "\n")


def notebook(content: bytes, name: object, budget: Budget) -> dict[str, Any]:
    """A notebook as nbformat 4, without outputs: plain data.

    Raises:
        SubmissionError, GraderError: as `answers`.
    """
    found = _asked(ReadNotebook(budget.left), content, name, budget)
    if not isinstance(found, dict) or not isinstance(found.get("cells"), list):
        raise SubmissionError(f"{name}: not a notebook: no list of cells")
    return found


def graded(content: bytes, name: object, mime: str, budget: Budget) -> list[tuple[str | None, list[Any]]]:
    """Of each cell in a graded notebook its grade id, and what each of its outputs keeps under a type.

    Raises:
        SubmissionError, GraderError: as `answers`.
    """
    found = _asked(ReadGraded(budget.left, mime), content, name, budget)
    cells = found if isinstance(found, list) else []
    pairs = [(cell.get("grade_id"), cell.get("records")) for cell in cells if isinstance(cell, dict)]
    return [
        (grade_id if isinstance(grade_id, str) else None, kept if isinstance(kept, list) else [])
        for grade_id, kept in pairs
    ]


@cache
def _shipped(solution: Path) -> str:
    """The stub that learners are given; an empty text where it cannot be had."""
    try:
        return source.parse(solution.read_text("utf-8"), solution.name).stub
    except (OSError, SourceError):
        return ""


def _check_cells() -> list[str]:
    every = records.exercises().values()
    return [cell_ids.SETUP, *(cell_ids.of_check(e, check) for e in every for check in e.checks)]


def _asked(request: Request, content: bytes, name: object, budget: Budget) -> Any:
    """What is found in the content; charged to the budget."""
    try:
        return _Read.by(request, content, budget).take(budget)
    except SubmissionError as error:
        raise SubmissionError(f"{name}: {error}") from None


@dataclass(frozen=True, slots=True)
class _Read:
    """What reading has brought: a value or a reason, and the seconds. Without a reason it was given up after these."""

    value: Any
    reason: str | None
    seconds: float
    late: bool = False

    @classmethod
    def by(cls, request: Request, content: bytes, budget: Budget) -> _Read:
        if budget.left <= 0:
            raise budget.refusal()
        try:
            found = parsers.ask(request, content)
        except Lost:
            return cls(None, None, request.seconds, late=True)
        if isinstance(found, Unreadable):
            return cls(None, found.reason, found.seconds)
        return cls(found.value, None, found.seconds)

    def take(self, budget: Budget) -> Any:
        """The value, paid for.

        Raises:
            SubmissionError: there is none, or it costs more than is left.
        """
        enough = not self.late and self.seconds <= budget.left
        budget.spend(self.seconds)
        if not enough:
            raise budget.refusal()
        if self.reason is not None:
            raise SubmissionError(self.reason)
        return self.value

    @property
    def size(self) -> int:
        texts = self.value.values() if isinstance(self.value, dict) else ()
        return 1000 + sum(len(text) for text in texts if isinstance(text, str))


class _Memory:
    """What was read last, up to a size. Who asks for what is being read waits for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read: OrderedDict[bytes, _Read] = OrderedDict()
        self._under_way: dict[bytes, Future[None]] = {}
        self._size = 0

    def get(self, key: bytes, request: Request, content: bytes, budget: Budget) -> _Read:
        while True:
            with self._lock:
                known = self._read.get(key)
                if known is not None and not (known.late and known.seconds < budget.left):
                    self._read.move_to_end(key)
                    return known
                waiting = self._under_way.get(key)
                if waiting is None:
                    mine = self._under_way[key] = Future()
                    break
            waiting.result()
        try:
            found = _Read.by(request, content, budget)
            self._put(key, found)
            return found
        finally:
            with self._lock:
                del self._under_way[key]
            mine.set_result(None)

    def _put(self, key: bytes, found: _Read) -> None:
        with self._lock:
            before = self._read.pop(key, None)
            self._read[key] = found
            self._size += found.size - (before.size if before else 0)
            while self._size > LARGEST_KEPT and self._read:
                self._size -= self._read.popitem(last=False)[1].size


_memory = _Memory()


def _kept(asked: str, request: Request, content: bytes, budget: Budget) -> Any:
    """As `_asked`, remembered by the content and by what is asked."""
    key = hashlib.sha256(content).digest() + f"{request.op} {asked}".encode()
    return _memory.get(key, request, content, budget).take(budget)
