"""The files that grading a class leaves: one result and one page a learner, and the gradebook of all.

::

    OUT/results.sqlite            what is kept (tfkata.classroom.store)
    OUT/results/<learner>.json    the result, as `tfkata check --format json` writes it
    OUT/learners/<learner>.html   the same to read
    OUT/class.csv, OUT/class.html
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tfkata.errors import DataError, UsageError
from tfkata.files.writing import replace_file
from tfkata.report import formats, html_class, html_submission
from tfkata.results import Graded, Learner

LONGEST_NAME = 100  # bytes: file systems take 255, and a hash, an ending and more are added
_ODD = re.compile(r"[^\w.@+ -]|^[.\s-]|[.\s]$")


def known(names: Sequence[str]) -> tuple[str, ...]:
    """The formats asked for, each once; names may be joined by commas.

    Raises:
        UsageError: there is no such format.
    """
    asked = dict.fromkeys(part.strip() for name in names for part in name.split(",") if part.strip())
    every = {**formats.CLASS, **formats.SUBMISSION}
    for name in asked:
        if name not in every:
            raise UsageError(f"--format {name}: there is {', '.join(sorted(every))}")
    return tuple(asked)


def file_name(learner: Learner) -> str:
    """The id as a name for files. One with odd characters gets them replaced, and a hash that keeps it apart."""
    plain = _ODD.sub("_", learner.id).encode()[:LONGEST_NAME].decode("utf-8", "ignore")
    if plain == learner.id:
        return plain
    return f"{plain}-{hashlib.sha256(learner.id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


class ClassFiles:
    """Writes below one folder. `formats_` are written besides what is always written."""

    def __init__(self, folder: Path, formats_: Sequence[str] = ()) -> None:
        self._folder = folder
        self._of_class = [name for name in formats_ if name in formats.CLASS]
        self._of_learner = [name for name in formats_ if name not in formats.CLASS]
        self.failures: list[str] = []

    def write_learner(self, graded: Graded) -> None:
        """As soon as a learner is done."""
        name, result = file_name(graded.learner), graded.result
        self._make(f"results/{name}.json", lambda: formats.SUBMISSION["json"](result))
        self._make(f"learners/{name}.html", lambda: html_submission.render(graded))
        for wanted in self._of_learner:
            suffix = Path(formats.SUBMISSION_FILES[wanted]).suffix
            self._make(f"{wanted}/{name}{suffix}", partial(formats.SUBMISSION[wanted], result))

    def write_class(self, graded: Sequence[Graded], learners: Sequence[Learner]) -> None:
        """When everybody is done."""
        links = {learner.id: f"learners/{file_name(learner)}.html" for learner in learners}
        self._make("class.csv", lambda: formats.CLASS["csv"](graded))
        self._make("class.html", lambda: html_class.render(graded, links))
        for wanted in self._of_class:
            if wanted not in ("csv", "html"):
                self._make(formats.CLASS_FILES[wanted], partial(formats.CLASS[wanted], graded))

    def _make(self, name: str, render: Callable[[], str]) -> None:
        """A report that cannot be made is a fault of ours; it is noted, and grading goes on."""
        try:
            text = render()
        except (UsageError, DataError) as refused:
            self.failures.append(f"{name}: {refused}")
        except Exception as error:  # noqa: BLE001  (a bug in one renderer must not stop a class)
            self.failures.append(f"{name}: tfkata failed here: {type(error).__name__}: {error}")
        else:
            replace_file(self._folder / name, text)
